//! The connections of the author's server, of which nobody can keep all.

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::sync::Semaphore;

/// How long a caller may take over the head of a request, or until the next one.
const PATIENCE: Duration = Duration::from_secs(10);

/// Connections at once. A browser takes six for a host, whatever it has open there.
const MOST: usize = 128;

/// What a caller gets who comes when there are so many.
const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\n\
    connection: close\r\ncontent-length: 0\r\n\r\n";

/// Answers with `router` until the program ends.
pub(super) fn answer(listener: TcpListener, router: Router) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let free = Arc::new(Semaphore::new(MOST));
        loop {
            let Ok((stream, _)) = listener.accept().await else {
                // The machine has no more to give at the moment.
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            };
            let Ok(held) = Arc::clone(&free).try_acquire_owned() else {
                // Whoever does not take it is gone already.
                _ = stream.try_write(FULL);
                continue;
            };
            let service = TowerToHyperService::new(router.clone());
            tokio::spawn(async move {
                let mut connection = http1::Builder::new();
                let connection = connection
                    .timer(TokioTimer::new())
                    .header_read_timeout(PATIENCE);
                // A caller who leaves, or says what is no HTTP, harms nobody else.
                _ = connection
                    .serve_connection(TokioIo::new(stream), service)
                    .await;
                drop(held);
            });
        }
    })
}
