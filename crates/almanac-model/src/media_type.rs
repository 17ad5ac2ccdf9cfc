//! The types of files that a site sends as they are: one list, for the server and for sites made of files.

/// The media type of what a page can show or play, by the name of its file, if it is something of the sort.
pub fn media_type(path: &str) -> Option<&'static str> {
    Some(match &*extension(path)? {
        "3gp" => "audio/3gpp",
        "aac" => "audio/aac",
        "avif" => "image/avif",
        "bmp" => "image/bmp",
        "flac" => "audio/flac",
        "gif" => "image/gif",
        "jpeg" | "jpg" => "image/jpeg",
        "m4a" => "audio/mp4",
        "m4v" | "mp4" => "video/mp4",
        "mkv" => "video/x-matroska",
        "mov" => "video/quicktime",
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

/// The media type of a file beside pages or below `media/` by its name, if it may be sent: of what a page shows, and of
/// documents that a reader saves. Others are neither served nor written to a built site: anybody may propose a file there, and
/// one of `text/html` could do on the site whatever a reader can.
pub fn sent_type(path: &str) -> Option<&'static str> {
    media_type(path).or_else(|| document_type(&extension(path)?))
}

/// The media type of a document by what its name ends in. None is opened by a browser as a page of the site.
fn document_type(extension: &str) -> Option<&'static str> {
    Some(match extension {
        "csv" => "text/csv; charset=utf-8",
        "json" | "ipynb" => "application/json",
        "zip" => "application/zip",
        "bib" | "c" | "cpp" | "css" | "go" | "h" | "ics" | "java" | "jl" | "jsonl" | "log"
        | "lua" | "py" | "r" | "rb" | "ris" | "rs" | "rtf" | "sh" | "sql" | "tex" | "toml"
        | "ts" | "tsv" | "txt" | "vcf" | "yaml" | "yml" => "text/plain; charset=utf-8",
        "7z" | "bz2" | "doc" | "docx" | "epub" | "gpx" | "gz" | "heic" | "heif" | "key"
        | "mobi" | "numbers" | "odp" | "ods" | "odt" | "pages" | "parquet" | "ppt" | "pptx"
        | "psd" | "rar" | "sqlite" | "tar" | "tgz" | "tif" | "tiff" | "xls" | "xlsx" | "xz" => {
            "application/octet-stream"
        }
        _ => return None,
    })
}

/// The media type of a file of `static/` by its name; what is not known is for saving.
pub fn static_media_type(path: &str) -> &'static str {
    match extension(path).as_deref().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "htm" | "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "otf" => "font/otf",
        "ttf" => "font/ttf",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "xml" => "application/xml",
        _ => sent_type(path).unwrap_or("application/octet-stream"),
    }
}

/// What the name of a file ends in behind its last dot, in small letters.
fn extension(path: &str) -> Option<String> {
    let (_, extension) = path.rsplit_once('.')?;
    Some(extension.to_ascii_lowercase())
}
