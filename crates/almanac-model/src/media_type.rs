//! The types of files that a site sends as they are: one list, for the server and for sites made of files.

/// The media type of a file below `media/` by its name. Others are neither served nor written to a built site: anybody may
/// propose a file there, and one of `text/html` could do on the site whatever a reader can.
pub fn media_type(path: &str) -> Option<&'static str> {
    Some(match &*extension(path)? {
        "aac" => "audio/aac",
        "avif" => "image/avif",
        "flac" => "audio/flac",
        "gif" => "image/gif",
        "jpeg" | "jpg" => "image/jpeg",
        "m4a" => "audio/mp4",
        "m4v" | "mp4" => "video/mp4",
        "mp3" => "audio/mpeg",
        "oga" | "ogg" | "opus" => "audio/ogg",
        "ogv" => "video/ogg",
        "pdf" => "application/pdf",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "vtt" => "text/vtt; charset=utf-8",
        "wav" => "audio/wav",
        "webm" => "video/webm",
        "webp" => "image/webp",
        _ => return None,
    })
}

/// The media type of a file of `static/` by its name; what is not known is for saving.
pub fn static_media_type(path: &str) -> &'static str {
    match extension(path).as_deref().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "htm" | "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "md" => "text/markdown; charset=utf-8",
        "otf" => "font/otf",
        "ttf" => "font/ttf",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "xml" => "application/xml",
        "zip" => "application/zip",
        _ => media_type(path).unwrap_or("application/octet-stream"),
    }
}

/// What the name of a file ends in behind its last dot, in small letters.
fn extension(path: &str) -> Option<String> {
    let (_, extension) = path.rsplit_once('.')?;
    Some(extension.to_ascii_lowercase())
}
