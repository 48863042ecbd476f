//! Configuration for nginx.

use super::rules::{CachePolicy, HASHED_PATH, HEADERS, KINDS};

/// A file for `/etc/nginx/conf.d`. The operator replaces two values: the host's name and the folder
/// that it serves. The build may be in that folder or anywhere below it.
pub(super) fn configuration() -> String {
    let forever = CachePolicy::Forever.cache_control();
    let revalidate = CachePolicy::Revalidate.cache_control();
    let mut kinds: Vec<String> = KINDS
        .iter()
        .map(|(end, kind)| format!("        {kind} {end};\n"))
        .collect();
    kinds.sort();
    let kinds = kinds.concat();
    let headers = HEADERS
        .map(|(name, value)| format!("    add_header {name} \"{value}\";\n"))
        .concat();
    format!(
        r#"# A name that carries a hash of what the file holds is kept for ever.
map $uri $shanhai_kept {{
    default "{revalidate}";
    "~{HASHED_PATH}" "{forever}";
}}

server {{
    listen 80;
    listen [::]:80;
    server_name example.com;
    root /srv/www;
    index index.html;

    types {{
{kinds}    }}
    default_type application/octet-stream;
    charset utf-8;
    charset_types text/css text/csv text/javascript text/plain text/vtt text/xml;

    # Sends `NAME.gz` for NAME to clients that accept it.
    gzip_static on;
    gzip_vary on;
    # The same with `NAME.br`, a fifth smaller: apt-get install libnginx-mod-http-brotli-static
    # brotli_static on;

    # None of these is said with a 404.
    add_header Cache-Control $shanhai_kept;
{headers}
    location / {{
        try_files $uri $uri/ =404;
    }}
}}
"#
    )
}
