//! 并行：work on all cores with the results in order, and never more than a few pieces of it in memory.

use std::sync::mpsc::sync_channel;

use super::exit::Failure;

/// As many pieces wait for each worker, and from each.
const WAITING: usize = 2;

/// Hands what `produce` makes to `jobs` workers in turn, and what they make of it to `consume` in the same order.
pub(in crate::cli) fn in_order<I: Send, O: Send, W: FnMut(I) -> O>(
    jobs: usize,
    mut produce: impl FnMut() -> Result<Option<I>, Failure> + Send,
    worker: impl Fn() -> W + Sync,
    mut consume: impl FnMut(O) -> Result<(), Failure>,
) -> Result<(), Failure> {
    std::thread::scope(|scope| {
        let mut entrances = Vec::with_capacity(jobs);
        let mut exits = Vec::with_capacity(jobs);
        for _ in 0..jobs {
            let (entrance, waiting) = sync_channel::<I>(WAITING);
            let (done, exit) = sync_channel::<O>(WAITING);
            entrances.push(entrance);
            exits.push(exit);
            let worker = &worker;
            scope.spawn(move || {
                let mut work = worker();
                // Whoever no longer takes the results has met an error and says so.
                while let Ok(piece) = waiting.recv() {
                    if done.send(work(piece)).is_err() {
                        break;
                    }
                }
            });
        }
        let producer = scope.spawn(move || {
            for entrance in entrances.iter().cycle() {
                let Some(piece) = produce()? else { break };
                if entrance.send(piece).is_err() {
                    break;
                }
            }
            Ok(())
        });
        let mut told = Ok(());
        for exit in exits.iter().cycle() {
            // The first that has nothing more was the next in turn, so there is nothing after it.
            let Ok(result) = exit.recv() else { break };
            told = consume(result);
            if told.is_err() {
                break;
            }
        }
        drop(exits);
        let made = producer.join().unwrap_or_else(|_| Err(Failure::Usage("内部错误".into())));
        told.and(made)
    })
}
