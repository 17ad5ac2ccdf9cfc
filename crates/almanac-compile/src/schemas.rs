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
            "sources.schema.json",
            include_str!("../schemas/sources.schema.json"),
        ),
        (
            "topics.schema.json",
            include_str!("../schemas/topics.schema.json"),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_is_json_that_describes_its_fields() {
        for (name, text) in schemas() {
            let schema: serde_json::Value = serde_json::from_str(text).unwrap();
            assert_eq!(
                schema["$schema"], "http://json-schema.org/draft-07/schema#",
                "{name}"
            );
            for (field, described) in schema["properties"].as_object().into_iter().flatten() {
                assert!(
                    described["description"].is_string() || described["$ref"].is_string(),
                    "{name}: {field}"
                );
            }
        }
    }
}
