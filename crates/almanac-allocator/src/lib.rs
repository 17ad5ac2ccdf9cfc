//! The allocator of the program: mimalloc, asked for blocks in the way in which it is fast.
//!
//! The crate `mimalloc` names an alignment with every request, and for a size that is no power of
//! two mimalloc answers such a request by a slower way, which sets aside more than was asked for.
//! Nearly all blocks need no other alignment than mimalloc gives to all.

use std::alloc::{GlobalAlloc, Layout};

use libmimalloc_sys::{
    mi_free, mi_malloc, mi_malloc_aligned, mi_realloc, mi_realloc_aligned, mi_zalloc,
    mi_zalloc_aligned,
};

/// mimalloc as the allocator of a program.
#[derive(Debug, Clone, Copy)]
pub struct Mimalloc;

/// To what mimalloc aligns every block at least, in bytes: to a word, as `malloc` must in C.
const USUAL_ALIGNMENT: usize = align_of::<usize>();

/// Whether a block that is asked for plainly is aligned as it must be.
fn is_usual(layout: Layout) -> bool {
    layout.align() <= USUAL_ALIGNMENT
}

// SAFETY: every block is mimalloc's, has the size that was asked for, and its alignment, by
// `is_usual` or by request; mimalloc gives null where there is no memory, and never unwinds.
unsafe impl GlobalAlloc for Mimalloc {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: any size may be asked for, and the alignment of a layout is a power of two.
        let block = unsafe {
            match is_usual(layout) {
                true => mi_malloc(layout.size()),
                false => mi_malloc_aligned(layout.size(), layout.align()),
            }
        };
        block.cast()
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as in `alloc`.
        let block = unsafe {
            match is_usual(layout) {
                true => mi_zalloc(layout.size()),
                false => mi_zalloc_aligned(layout.size(), layout.align()),
            }
        };
        block.cast()
    }

    unsafe fn dealloc(&self, block: *mut u8, _: Layout) {
        // SAFETY: the caller gives back what it had from here.
        unsafe { mi_free(block.cast()) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller had the block from here, with this layout.
        let block = unsafe {
            match is_usual(layout) {
                true => mi_realloc(block.cast(), size),
                false => mi_realloc_aligned(block.cast(), size, layout.align()),
            }
        };
        block.cast()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sizes around those of mimalloc's classes, and alignments below and above the usual one.
    fn layouts() -> impl Iterator<Item = Layout> {
        let sizes = (1..200).chain([1000, 4095, 4096, 4097, 70_000, 3_000_000]);
        sizes.flat_map(|size| {
            [1, 2, 4, 8, 16, 64, 4096].map(|alignment| {
                Layout::from_size_align(size, alignment).expect("a power of two, and small")
            })
        })
    }

    #[test]
    fn blocks_are_aligned_and_hold_what_is_written_into_them() {
        for layout in layouts() {
            let size = layout.size();
            // SAFETY: what is written and read lies in the block, which is given back once.
            unsafe {
                let block = Mimalloc.alloc(layout);
                assert_eq!(block.addr() % layout.align(), 0, "{layout:?}");
                block.write_bytes(7, size);
                let grown = Mimalloc.realloc(block, layout, size * 3);
                assert_eq!(grown.addr() % layout.align(), 0, "{layout:?}");
                assert!(
                    std::slice::from_raw_parts(grown, size)
                        .iter()
                        .all(|byte| *byte == 7)
                );
                let layout = Layout::from_size_align_unchecked(size * 3, layout.align());
                Mimalloc.dealloc(grown, layout);
            }
        }
    }

    #[test]
    fn blocks_are_empty_where_that_is_asked_for() {
        for layout in layouts() {
            // SAFETY: what is read lies in the block, which is given back once.
            unsafe {
                let block = Mimalloc.alloc_zeroed(layout);
                assert_eq!(block.addr() % layout.align(), 0, "{layout:?}");
                let bytes = std::slice::from_raw_parts(block, layout.size());
                assert!(bytes.iter().all(|byte| *byte == 0), "{layout:?}");
                Mimalloc.dealloc(block, layout);
            }
        }
    }
}
