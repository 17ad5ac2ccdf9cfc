//! Lists that are kept by the thousands.

/// Gives back the room that a list was left when it grew, or was collected into the room of what it
/// was made of. `Vec::shrink_to_fit` leaves that to the
/// allocator, and ours keeps a block of which half is used.
pub fn fit<T>(list: &mut Vec<T>) {
    if list.len() < list.capacity() {
        let mut fitted = Vec::with_capacity(list.len());
        fitted.append(list);
        *list = fitted;
    }
}

/// The list without that room.
pub fn fitted<T>(mut list: Vec<T>) -> Vec<T> {
    fit(&mut list);
    list
}
