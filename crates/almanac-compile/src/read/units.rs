//! Units: which are the same, and how a value in one is said in another of the same measure.

/// A unit: its names, the measure that it is one of, and how many of the measure's own unit it is.
struct Unit {
    names: &'static [&'static str],
    measure: UnitMeasure,
    factor: f64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum UnitMeasure {
    Length,
    Area,
    Volume,
    Mass,
    Time,
    Bytes,
    Energy,
    Power,
    Speed,
    Share,
}

const fn unit(names: &'static [&'static str], measure: UnitMeasure, factor: f64) -> Unit {
    Unit {
        names,
        measure,
        factor,
    }
}

/// The units that are told apart. Their factors are exact by definition: of the metric system those of the SI
/// Brochure (9th edition, <https://www.bipm.org/en/publications/si-brochure>), of the others those of the
/// international yard and pound (NIST Special Publication 811, appendix B). What differs from country to country
/// (gallon, ton, cup) is not here, and neither is what has no fixed length (month).
const UNITS: [Unit; 46] = [
    unit(&["metre", "meter", "m"], UnitMeasure::Length, 1.0),
    unit(
        &["millimetre", "millimeter", "mm"],
        UnitMeasure::Length,
        1e-3,
    ),
    unit(
        &["centimetre", "centimeter", "cm"],
        UnitMeasure::Length,
        1e-2,
    ),
    unit(&["kilometre", "kilometer", "km"], UnitMeasure::Length, 1e3),
    unit(&["inch", "inches"], UnitMeasure::Length, 0.0254),
    unit(&["foot", "feet", "ft"], UnitMeasure::Length, 0.3048),
    unit(&["yard", "yd"], UnitMeasure::Length, 0.9144),
    unit(&["mile", "mi"], UnitMeasure::Length, 1609.344),
    unit(&["nautical mile", "nmi"], UnitMeasure::Length, 1852.0),
    unit(
        &["square metre", "square meter", "m²", "m2"],
        UnitMeasure::Area,
        1.0,
    ),
    unit(
        &["square kilometre", "square kilometer", "km²", "km2"],
        UnitMeasure::Area,
        1e6,
    ),
    unit(&["hectare", "ha"], UnitMeasure::Area, 1e4),
    unit(
        &["square foot", "square feet", "ft²", "sq ft"],
        UnitMeasure::Area,
        0.092_903_04,
    ),
    unit(
        &["square mile", "sq mi"],
        UnitMeasure::Area,
        2_589_988.110_336,
    ),
    unit(&["litre", "liter", "l"], UnitMeasure::Volume, 1.0),
    unit(
        &["millilitre", "milliliter", "ml"],
        UnitMeasure::Volume,
        1e-3,
    ),
    unit(
        &["cubic metre", "cubic meter", "m³", "m3"],
        UnitMeasure::Volume,
        1e3,
    ),
    unit(&["kilogram", "kilogramme", "kg"], UnitMeasure::Mass, 1.0),
    unit(&["gram", "gramme", "g"], UnitMeasure::Mass, 1e-3),
    unit(&["milligram", "mg"], UnitMeasure::Mass, 1e-6),
    unit(&["tonne", "metric ton", "t"], UnitMeasure::Mass, 1e3),
    unit(&["pound", "lb"], UnitMeasure::Mass, 0.453_592_37),
    unit(&["ounce", "oz"], UnitMeasure::Mass, 0.028_349_523_125),
    unit(&["second", "s", "sec"], UnitMeasure::Time, 1.0),
    unit(&["millisecond", "ms"], UnitMeasure::Time, 1e-3),
    unit(&["minute", "min"], UnitMeasure::Time, 60.0),
    unit(&["hour", "h", "hr"], UnitMeasure::Time, 3600.0),
    unit(&["day"], UnitMeasure::Time, 86_400.0),
    unit(&["week"], UnitMeasure::Time, 604_800.0),
    unit(&["byte"], UnitMeasure::Bytes, 1.0),
    unit(&["kilobyte", "kB"], UnitMeasure::Bytes, 1e3),
    unit(&["megabyte", "MB"], UnitMeasure::Bytes, 1e6),
    unit(&["gigabyte", "GB"], UnitMeasure::Bytes, 1e9),
    unit(&["terabyte", "TB"], UnitMeasure::Bytes, 1e12),
    unit(&["gibibyte", "GiB"], UnitMeasure::Bytes, 1_073_741_824.0),
    unit(&["joule", "J"], UnitMeasure::Energy, 1.0),
    unit(
        &["kilowatt-hour", "kilowatt hour", "kWh"],
        UnitMeasure::Energy,
        3.6e6,
    ),
    unit(
        &["megawatt-hour", "megawatt hour", "MWh"],
        UnitMeasure::Energy,
        3.6e9,
    ),
    unit(&["watt", "W"], UnitMeasure::Power, 1.0),
    unit(&["kilowatt", "kW"], UnitMeasure::Power, 1e3),
    unit(&["megawatt", "MW"], UnitMeasure::Power, 1e6),
    unit(&["gigawatt", "GW"], UnitMeasure::Power, 1e9),
    unit(
        &["kilometre per hour", "kilometer per hour", "km/h"],
        UnitMeasure::Speed,
        1.0 / 3.6,
    ),
    unit(
        &["mile per hour", "miles per hour", "mph"],
        UnitMeasure::Speed,
        0.447_04,
    ),
    unit(&["percent", "per cent", "%"], UnitMeasure::Share, 1.0),
    unit(&["per mille", "permille", "‰"], UnitMeasure::Share, 0.1),
];

/// Whether two names are of one unit: `metres` and `m`, `Feet` and `foot`.
pub(super) fn are_same(one: &str, other: &str) -> bool {
    let same_words = match one.trim().chars().count() {
        // Abbreviations have their case.
        0..=3 => one.trim() == other.trim(),
        _ => singular(one).eq_ignore_ascii_case(singular(other)),
    };
    let same_unit = || match (find(one), find(other)) {
        (Some(one), Some(other)) => std::ptr::eq(one, other),
        _ => false,
    };
    same_words || same_unit()
}

/// A number of one unit in another, if both are of one measure.
pub(super) fn converted(number: f64, from: &str, to: &str) -> Option<String> {
    let (from, to) = (find(from)?, find(to)?);
    let is_alike = from.measure == to.measure;
    is_alike.then(|| six_digits(number * from.factor / to.factor))
}

/// Whether a unit is one of a measure, like metres, and not what is counted, like people.
pub(crate) fn is_of_measure(unit: &str) -> bool {
    find(unit).is_some()
}

/// The names of a unit of a measure, abbreviations among them; none of what is counted.
pub(crate) fn names_of(unit: &str) -> &'static [&'static str] {
    find(unit).map_or(&[], |unit| unit.names)
}

/// Finds a unit by one of its names. Abbreviations have their case: `mW` is no `MW`.
fn find(name: &str) -> Option<&'static Unit> {
    let name = name.trim();
    let has_name = |unit: &&Unit| {
        let mut names = unit.names.iter();
        names.any(|known| match known.chars().count() {
            0..=3 => *known == name,
            _ => known.eq_ignore_ascii_case(name) || known.eq_ignore_ascii_case(singular(name)),
        })
    };
    UNITS.iter().find(has_name)
}

/// A word without the `s` of its plural. One letter is an abbreviation.
fn singular(name: &str) -> &str {
    let name = name.trim();
    name.strip_suffix('s')
        .filter(|word| word.len() > 2)
        .unwrap_or(name)
}

/// A number with at most six digits that mean something: more would say more than anybody has measured.
fn six_digits(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    let before_point = number.abs().log10().floor() as i32 + 1;
    let decimals = usize::try_from((6 - before_point).clamp(0, 12)).unwrap_or(0);
    let text = format!("{number:.decimals$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_the_same_by_any_of_their_names() {
        for (one, other) in [
            ("metres", "m"),
            ("Feet", "foot"),
            ("models", "model"),
            ("%", "percent"),
            ("GW", "gigawatts"),
        ] {
            assert!(are_same(one, other), "{one}");
        }
        for (one, other) in [
            ("metres", "feet"),
            ("mW", "MW"),
            ("models", "people"),
            ("m", "min"),
        ] {
            assert!(!are_same(one, other), "{one}");
        }
    }

    #[test]
    fn a_value_is_converted_within_its_measure_only() {
        assert_eq!(converted(19.0, "feet", "metres").as_deref(), Some("5.7912"));
        assert_eq!(converted(3.0, "TB", "gigabytes").as_deref(), Some("3000"));
        assert_eq!(converted(0.5, "hours", "minutes").as_deref(), Some("30"));
        assert_eq!(converted(1.0, "miles", "feet").as_deref(), Some("5280"));
        assert_eq!(converted(19.0, "feet", "kilograms"), None);
        assert_eq!(converted(19.0, "bananas", "metres"), None);
    }
}
