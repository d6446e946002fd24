//! The lists that every made form has: a cascade inside, and three files beside.

use std::fmt::Write as _;

use super::super::Random;

/// The lists' own content, small enough to be read when something differs.
#[derive(Debug)]
pub(super) struct Lists {
    pub(super) regions: Vec<String>,
    pub(super) districts: Vec<(String, String)>,
    pub(super) villages: Vec<(String, String)>,
    /// Name, kind, a number.
    pub(super) places: Vec<(String, String, usize)>,
}

impl Lists {
    pub(super) fn new(random: &mut Random) -> Self {
        let regions: Vec<_> = (0..2 + random.below(3)).map(|n| format!("r{n}")).collect();
        let under = |random: &mut Random, parents: &[String], letter: &str| {
            let count = parents.len() * (1 + random.below(3));
            let parent = |random: &mut Random| random.pick(parents).cloned().unwrap_or_default();
            (0..count).map(|n| (format!("{letter}{n}"), parent(random))).collect::<Vec<_>>()
        };
        let districts = under(random, &regions, "d");
        let names: Vec<_> = districts.iter().map(|(name, _)| name.clone()).collect();
        let villages = under(random, &names, "v");
        let kind = |random: &mut Random| ["well", "pit", "road"][random.below(3)].to_owned();
        let places = (0..4 + random.below(8)).map(|n| {
            let kind = kind(random);
            (format!("p{n}"), kind, random.below(20))
        });
        let places = places.collect();
        Self { regions, districts, villages, places }
    }

    /// The secondary instances inside the form. `itext` says whether labels are translated.
    pub(super) fn instances(&self, itext: bool) -> String {
        let mut out = String::new();
        let label = |name: &str| {
            let tag = if itext { "itextId" } else { "label" };
            format!("<{tag}>list-{name}</{tag}>")
        };
        let mut list = |id: &str, items: &mut dyn Iterator<Item = (&str, String)>| {
            let _ = write!(out, "<instance id=\"{id}\"><root>");
            for (name, more) in items {
                let _ = write!(out, "<item>{}<name>{name}</name>{more}</item>", label(name));
            }
            out.push_str("</root></instance>\n");
        };
        list("regions", &mut self.regions.iter().map(|name| (name.as_str(), String::new())));
        let under = |tag: &'static str, items: &'_ [(String, String)]| {
            let item = |(name, parent): &(String, String)| {
                (name.clone(), format!("<{tag}>{parent}</{tag}>"))
            };
            items.iter().map(item).collect::<Vec<_>>()
        };
        for (id, items) in [
            ("districts", under("region", &self.districts)),
            ("villages", under("district", &self.villages)),
        ] {
            list(id, &mut items.iter().map(|(name, more)| (name.as_str(), more.clone())));
        }
        out.push_str("<instance id=\"places\" src=\"jr://file-csv/places.csv\"/>\n");
        out.push_str("<instance id=\"sites\" src=\"jr://file/sites.geojson\"/>\n");
        out.push_str("<instance id=\"tools\" src=\"jr://file/tools.xml\"/>\n");
        out
    }

    /// The names that `instances` labels by itext.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let pairs = self.districts.iter().chain(&self.villages).map(|(name, _)| name);
        self.regions.iter().chain(pairs).map(String::as_str)
    }

    /// The files beside the form.
    pub(super) fn files(&self) -> Vec<(String, String)> {
        let mut csv = "name,label,kind,n\n".to_owned();
        let mut features = Vec::new();
        let mut xml = "<root>".to_owned();
        for (at, (name, kind, n)) in self.places.iter().enumerate() {
            let _ = writeln!(csv, "{name},\"Place, {name}\",{kind},{n}");
            features.push(format!(
                r#"{{"type":"Feature","id":"{name}","geometry":{{"type":"Point","coordinates":[122.{at},-3.{at}]}},"properties":{{"title":"Site {name}","kind":"{kind}","n":"{n}"}}}}"#
            ));
            let _ = write!(
                xml,
                "<item><name>{name}</name><label>Tool {name}</label><kind>{kind}</kind></item>"
            );
        }
        xml.push_str("</root>\n");
        let geojson =
            format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}\n", features.join(","));
        [("places.csv", csv), ("sites.geojson", geojson), ("tools.xml", xml)]
            .map(|(name, text)| (name.to_owned(), text))
            .into()
    }
}
