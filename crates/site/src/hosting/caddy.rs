//! Configuration for Caddy.

use super::rules::{CachePolicy, HASHED_PATH, HEADERS, kind};

/// Extensions without a built-in media type in Caddy, or with one only on machines that have a list
/// of types.
const UNKNOWN: [&str; 4] = ["bin", "csv", "ico", "txt"];

/// A Caddyfile. The operator replaces two values: the host's name and the folder that it serves.
/// The build may be in that folder or anywhere below it.
pub(super) fn configuration() -> String {
    let forever = CachePolicy::Forever.cache_control();
    let revalidate = CachePolicy::Revalidate.cache_control();
    let headers = HEADERS
        .map(|(name, value)| format!("\theader {name} {value}\n"))
        .concat();
    let kinds = UNKNOWN
        .map(|end| {
            let kind = kind(end);
            format!("\t@{end} path *.{end}\n\theader @{end} Content-Type \"{kind}\"\n")
        })
        .concat();
    format!(
        r#"example.com {{
	root * /srv/www

	# A name that carries a hash of what the file holds is kept for ever, once it is there.
	@kept {{
		path_regexp {HASHED_PATH}
		file
	}}
	@fresh not path_regexp {HASHED_PATH}
	header @kept Cache-Control "{forever}"
	header @fresh Cache-Control {revalidate}
{headers}
{kinds}
	# Sends `NAME.br` or `NAME.gz` for NAME to clients that accept it.
	file_server {{
		precompressed br gzip
	}}
}}
"#
    )
}
