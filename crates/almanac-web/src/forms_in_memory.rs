//! How much is held of what is sent: anybody's few fields, and the texts and images of those who may send such.
//!
//! A short form is read at once, whoever sends it. What is longer waits for one of a bounded number of turns, of which strangers have
//! a few of their own: those who send their bytes one by one take no turn from anybody who is known.

use std::time::Duration;

use axum::body::{Body, Bytes};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, timeout, timeout_at};
use tokio_stream::StreamExt;

use crate::askers::Asker;

/// How long a form of a few fields is at most, in bytes.
const SHORT: usize = 64 << 10;

/// How long one with a text is at most: a page of some millions of signs, each of which may take nine bytes.
const LONG: usize = 16 << 20;

/// How much of a short form is read to give back to a browser what it says, where that is more than is taken.
const GIVEN_BACK: usize = 1 << 20;

/// How long one is at most that holds files, whatever an almanac says of them.
pub(crate) const LARGEST_FORM: usize = 512 << 20;

/// How many long forms are held in memory at a time, of those who are known and of strangers.
const TURNS: (usize, usize) = (16, 4);

/// How long a form may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long one waits for its turn.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// The turns for what is long.
#[derive(Debug)]
pub(crate) struct FormTurns {
    known: Semaphore,
    strangers: Semaphore,
    patience: Duration,
    longest_wait: Duration,
}

impl Default for FormTurns {
    fn default() -> Self {
        Self {
            known: Semaphore::new(TURNS.0),
            strangers: Semaphore::new(TURNS.1),
            patience: PATIENCE,
            longest_wait: LONGEST_WAIT,
        }
    }
}

/// How much of a form is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    most: usize,
    is_known: bool,
}

/// Why a form was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotArrived {
    TooLong,
    TooSlow,
    /// Too many are being read.
    Busy,
    /// The connection has ended.
    Broken,
}

impl Room {
    /// For a few fields.
    pub const SHORT: Self = Self {
        most: SHORT,
        is_known: false,
    };

    /// Whether a form of so many bytes is taken.
    pub fn holds(self, bytes: usize) -> bool {
        bytes <= self.most
    }

    /// The same with room for what is not taken, but given back.
    pub fn to_give_back(self) -> Self {
        Self {
            most: self.most.max(GIVEN_BACK),
            ..self
        }
    }

    /// For a text.
    pub fn for_text(asker: &Asker) -> Self {
        Self::for_text_and(0, asker)
    }

    /// For a text with files of so many bytes.
    pub fn for_text_and(files: usize, asker: &Asker) -> Self {
        Self {
            most: files.saturating_add(LONG).min(LARGEST_FORM),
            is_known: !matches!(asker, Asker::Nobody),
        }
    }
}

impl FormTurns {
    /// Reads what is sent. As long as the turn is kept that is returned with it, others may wait.
    pub async fn read(
        &self,
        body: Body,
        room: Room,
    ) -> Result<(Bytes, Option<SemaphorePermit<'_>>), NotArrived> {
        let turns = match room.is_known {
            true => &self.known,
            false => &self.strangers,
        };
        let mut end = Instant::now() + self.patience;
        let mut pieces = body.into_data_stream();
        let mut whole: Vec<u8> = Vec::new();
        let mut turn = None;
        loop {
            let next = timeout_at(end, pieces.next()).await;
            let piece = match next.map_err(|_| NotArrived::TooSlow)? {
                Some(piece) => piece.map_err(|_| NotArrived::Broken)?,
                None => return Ok((whole.into(), turn)),
            };
            if piece.len() > room.most - whole.len() {
                return Err(NotArrived::TooLong);
            }
            if turn.is_none() && whole.len() + piece.len() > SHORT {
                let asked = Instant::now();
                let given = timeout(self.longest_wait, turns.acquire()).await;
                turn = given.map_err(|_| NotArrived::Busy)?.ok();
                end += asked.elapsed();
            }
            whole.extend_from_slice(&piece);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: Room = Room {
        most: LONG,
        is_known: true,
    };

    const STRANGER: Room = Room {
        is_known: false,
        ..KNOWN
    };

    type Piece = Result<Bytes, std::io::Error>;

    /// A body of which a beginning has come, and what keeps it from ending.
    fn begun(length: usize) -> (tokio::sync::oneshot::Sender<()>, Body) {
        let (sender, never) = tokio::sync::oneshot::channel();
        let first = tokio_stream::once(Piece::Ok(vec![b'a'; length].into()));
        let rest = FutureOnce(Box::pin(async move {
            let _ = never.await;
        }));
        (sender, Body::from_stream(first.chain(rest)))
    }

    /// A stream that has nothing until something else is over, and then ends.
    struct FutureOnce(std::pin::Pin<Box<dyn Future<Output = ()> + Send>>);

    impl tokio_stream::Stream for FutureOnce {
        type Item = Piece;

        fn poll_next(
            mut self: std::pin::Pin<&mut Self>,
            context: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Piece>> {
            self.0.as_mut().poll(context).map(|()| None)
        }
    }

    #[tokio::test]
    async fn what_does_not_go_on_is_given_up_and_keeps_nobody_waiting_who_is_known() {
        let turns = FormTurns {
            patience: Duration::from_millis(400),
            longest_wait: Duration::from_millis(200),
            ..FormTurns::default()
        };
        let slow = (0..40).map(|_| begun(SHORT + 1)).collect::<Vec<_>>();
        let (_senders, bodies): (Vec<_>, Vec<_>) = slow.into_iter().unzip();
        let all = bodies.into_iter().map(|body| turns.read(body, STRANGER));
        let others = async {
            let whole = turns.read(Body::from(vec![b'a'; LONG]), KNOWN).await;
            assert_eq!(whole.unwrap().0.len(), LONG);
            let short = turns.read(Body::from("a=b"), Room::SHORT).await;
            assert_eq!(short.unwrap().0, "a=b");
        };
        let (refused, ()) = tokio::join!(refused(all), others);
        let count = |why| refused.iter().filter(|found| **found == why).count();
        assert_eq!(count(NotArrived::TooSlow), TURNS.1, "{refused:?}");
        assert_eq!(count(NotArrived::Busy), 40 - TURNS.1, "{refused:?}");
        // A few bytes are waited for as long, and take no turn.
        let (_sender, body) = begun(1);
        let short = turns.read(body, Room::SHORT).await;
        assert_eq!(short.unwrap_err(), NotArrived::TooSlow);
    }

    /// Why each of some forms was not read, one beside the other.
    async fn refused<'t>(
        forms: impl Iterator<
            Item = impl Future<Output = Result<(Bytes, Option<SemaphorePermit<'t>>), NotArrived>>,
        >,
    ) -> Vec<NotArrived> {
        let mut forms: Vec<_> = forms.map(Box::pin).collect();
        let mut refused = Vec::new();
        std::future::poll_fn(|context| {
            forms.retain_mut(|form| match form.as_mut().poll(context) {
                std::task::Poll::Ready(read) => {
                    refused.extend(read.err());
                    false
                }
                std::task::Poll::Pending => true,
            });
            match forms.is_empty() {
                true => std::task::Poll::Ready(()),
                false => std::task::Poll::Pending,
            }
        })
        .await;
        refused
    }

    #[tokio::test]
    async fn what_is_longer_than_its_room_is_refused_however_it_says_its_length() {
        let turns = FormTurns::default();
        for (room, most) in [(Room::SHORT, SHORT), (KNOWN, LONG), (STRANGER, LONG)] {
            assert!(turns.read(Body::from(vec![0; most]), room).await.is_ok());
            let refused = turns.read(Body::from(vec![0; most + 1]), room).await;
            assert_eq!(refused.unwrap_err(), NotArrived::TooLong);
        }
    }
}
