//! JSON Schemas, so that editors complete and check while one types.

/// The schemas, by file name (<https://json-schema.org/draft-07/>, which editors know best).
pub fn schemas() -> &'static [(&'static str, &'static str)] {
    &[
        (
            "almanac.schema.json",
            include_str!("../schemas/almanac.schema.json"),
        ),
        (
            "entry.schema.json",
            include_str!("../schemas/entry.schema.json"),
        ),
        (
            "path.schema.json",
            include_str!("../schemas/path.schema.json"),
        ),
        (
            "media.schema.json",
            include_str!("../schemas/media.schema.json"),
        ),
        (
            "sources.schema.json",
            include_str!("../schemas/sources.schema.json"),
        ),
        (
            "topics.schema.json",
            include_str!("../schemas/topics.schema.json"),
        ),
        (
            "translation.schema.json",
            include_str!("../schemas/translation.schema.json"),
        ),
    ]
}
