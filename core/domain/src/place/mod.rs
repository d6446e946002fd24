//! Where something is: fixes, coordinates as people write them, area codes, licence boundaries.
//!
//! | want | take |
//! | --- | --- |
//! | a position, a satellite fix | [`Position`], [`Fix`] |
//! | degrees, minutes, seconds in and out | [`parse_position`], [`Position::dms`] |
//! | metres between two positions | [`distance_m`] |
//! | the name behind `64.02.02.2002` | [`Areas`] |
//! | polygons from GeoJSON, KML or Shapefile | [`import`] |
//! | inside or outside a licence, and how sure | [`Regions::locate`], [`boundary()`] |
//! | was the photo taken near the site | [`near_site`] |
//!
//! All angles are WGS 84 (the national reference SRGI2013 is the same within what a phone can
//! tell), kept as integers of 1e-7 degree, about 11 mm. Nothing here knows who was there.
//!
//! Polygons are never shipped as truth: villages and licences are imported by the project from
//! official geoportals and kept as snapshots with the SHA-256 of the imported bytes.
//!
//! ```
//! use saksi_domain::place::{Fix, Position, Regions, Side, import, parse_position};
//!
//! let here = parse_position("0°33'36.0\"S 116°54'54.0\"E")?;
//! assert_eq!(here, Position::new(-5_600_000, 1_169_150_000)?);
//! assert_eq!(here.dms(), "0°33'36.00\"S 116°54'54.00\"E");
//!
//! let square = br#"{"type":"Feature","properties":{"id":"X","name":"IUP Contoh"},"geometry":{"type":
//!     "Polygon","coordinates":[[[116.9,-0.6],[117.0,-0.6],[117.0,-0.5],[116.9,-0.5],[116.9,-0.6]]]}}"#;
//! let licences: Regions = import::geojson(square)?;
//! let answer = licences.locate(&[Fix::gnss(here, 8_000)], 30_000);
//! assert_eq!(answer.boundaries[0].side, Side::Inside);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod area;
pub mod boundary;
pub mod coordinates;
mod edges;
pub mod fix;
pub mod import;
pub mod metric;
pub mod near;
pub mod region;
mod ring;

pub use area::{AreaCode, Areas};
pub use boundary::{Boundary, Side, boundary};
pub use coordinates::parse_position;
pub use fix::{Fix, Position, PositionError, Provider};
pub use metric::distance_m;
pub use near::{Site, near_site};
pub use region::{Located, Region, Regions};
