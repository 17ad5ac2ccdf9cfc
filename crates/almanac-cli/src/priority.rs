//! What the server asks of the system: which threads go before others, and how many files may be open.

/// Lets other threads go before the one that calls this: those that answer requests are not to wait for a compile.
///
/// Only Linux keeps a priority for each thread (`setpriority(2)`); elsewhere it would be that of the whole program, and
/// all stays as it is.
pub fn give_way() {
    /// Of such a thread, one that answers gets nine times the time, where both want a processor.
    #[cfg(target_os = "linux")]
    const NICENESS: i32 = 10;
    // A system that refuses it only serves as it did without.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(None, NICENESS);
}

/// Lets the program have as many files and connections open as it may: the limit that it is given at first is often 1,024.
pub fn raise_file_limit() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let limit = getrlimit(Resource::Nofile);
        let raised = Rlimit {
            current: limit.maximum,
            maximum: limit.maximum,
        };
        // Where it may not be raised, fewer are served at a time.
        let _ = setrlimit(Resource::Nofile, raised);
    }
}

/// Has all threads that compile several files at once give way. To be called before the first of them works.
pub fn have_compilers_give_way() {
    let pool = rayon::ThreadPoolBuilder::new().start_handler(|_| give_way());
    // It is there already only where something was compiled before, which then goes on as it did.
    let _ = pool.build_global();
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn only_the_thread_that_gives_way_does() {
        let priority = || rustix::process::getpriority_process(None).unwrap();
        let before = priority();
        let of_other = std::thread::spawn(move || {
            give_way();
            priority()
        });
        assert!(of_other.join().unwrap() >= 10);
        assert_eq!(priority(), before);
    }
}
