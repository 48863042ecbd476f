//! Handles the connections of the author's server, with limits so that no client can occupy all of
//! them.

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::sync::Semaphore;

/// The time limit for the head of a request, and for the wait until the next one.
const PATIENCE: Duration = Duration::from_secs(10);

/// The most connections at once. A browser opens at most six to a host, for all its pages.
const MOST: usize = 128;

/// The response to a client that connects when the limit is reached.
const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\n\
    connection: close\r\ncontent-length: 0\r\n\r\n";

/// Answers requests with `router` until the program ends.
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
                // The system is out of resources, such as file descriptors, for the moment.
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            };
            let Ok(held) = Arc::clone(&free).try_acquire_owned() else {
                // A client that does not read this has already disconnected.
                _ = stream.try_write(FULL);
                continue;
            };
            let service = TowerToHyperService::new(router.clone());
            tokio::spawn(async move {
                let mut connection = http1::Builder::new();
                let connection = connection
                    .timer(TokioTimer::new())
                    .header_read_timeout(PATIENCE);
                // A client that disconnects or does not speak HTTP affects no other.
                _ = connection
                    .serve_connection(TokioIo::new(stream), service)
                    .await;
                drop(held);
            });
        }
    })
}
