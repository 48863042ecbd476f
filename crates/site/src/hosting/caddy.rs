//! Configuration for Caddy.

use super::rules::{HEADERS, KEPT, Kept, kind};

/// Extensions without a built-in media type in Caddy, or with one only on machines that have a list
/// of types.
const UNKNOWN: [&str; 4] = ["bin", "csv", "ico", "txt"];

/// A Caddyfile. The operator replaces two values: the host's name and the folder that it serves.
/// The build may be in that folder or anywhere below it.
pub(super) fn configuration() -> String {
    let for_ever = Kept::ForEver.cache_control();
    let while_same = Kept::WhileItIsTheSame.cache_control();
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
		path_regexp {KEPT}
		file
	}}
	@fresh not path_regexp {KEPT}
	header @kept Cache-Control "{for_ever}"
	header @fresh Cache-Control {while_same}
{headers}
{kinds}
	# Sends `NAME.br` or `NAME.gz` for NAME to whoever takes it.
	file_server {{
		precompressed br gzip
	}}
}}
"#
    )
}
