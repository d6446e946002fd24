//! The sentences for the checks of plausibility; a table, nothing else.
//!
//! How it is read: [`super::words`]. The rest: [`super::words_integrity_trust`].

use super::words::{CheckWords, Pair};
use super::{Check, Words};

pub(super) const TABLE: &[CheckWords] = &[
    CheckWords {
        check: Check::ExifPlace,
        label: Words::new("Titik di dalam foto", "Position in the photo"),
        holds: Pair {
            means: Words::new(
                "Titik di dalam foto cocok dengan titik dari aplikasi.",
                "The position in the photo agrees with the one from the app.",
            ),
            not: Words::new(
                "Keduanya bisa berasal dari penerima satelit yang sama.",
                "Both may come from the same satellite receiver.",
            ),
        },
        fails: Pair {
            means: Words::new(
                "Titik di dalam foto tidak cocok dengan titik dari aplikasi.",
                "The position in the photo does not agree with the one from the app.",
            ),
            not: Words::new(
                "Ini tidak berarti bohong; sebagian kamera menyimpan titik lama.",
                "This does not mean a lie; some cameras keep an old position.",
            ),
        },
        cannot_tell: Words::new(
            "Titik di dalam foto tidak bisa dibandingkan.",
            "The position in the photo cannot be compared.",
        ),
    },
    CheckWords {
        check: Check::ExifTime,
        label: Words::new("Waktu di dalam foto", "Time in the photo"),
        holds: Pair {
            means: Words::new(
                "Waktu di dalam foto cocok dengan waktu dari aplikasi.",
                "The time in the photo agrees with the one from the app.",
            ),
            not: Words::new(
                "Keduanya bisa berasal dari jam HP yang sama.",
                "Both may come from the same clock.",
            ),
        },
        fails: Pair {
            means: Words::new(
                "Waktu di dalam foto tidak cocok dengan waktu dari aplikasi.",
                "The time in the photo does not agree with the one from the app.",
            ),
            not: Words::new(
                "Ini tidak berarti bohong; zona waktu yang salah juga bisa begini.",
                "This does not mean a lie; a wrong time zone looks the same.",
            ),
        },
        cannot_tell: Words::new(
            "Waktu di dalam foto tidak bisa dibandingkan.",
            "The time in the photo cannot be compared.",
        ),
    },
    CheckWords {
        check: Check::InLicence,
        label: Words::new("Batas izin", "Licence boundary"),
        holds: Pair {
            means: Words::new(
                "Yang difoto berada di dalam batas izin pada peta yang dipakai.",
                "What is shown lies inside a licence on the map asked.",
            ),
            not: Words::new(
                "Ini tidak berarti kegiatannya sah atau pemegang izin yang melakukannya.",
                "This does not mean that the work is lawful or that the holder does it.",
            ),
        },
        fails: Pair {
            means: Words::new(
                "Yang difoto berada di luar batas izin (perlu cek).",
                "What is shown lies outside the licences (to be checked).",
            ),
            not: Words::new(
                "Ini tidak berarti kegiatannya tidak sah; peta bisa lama atau tidak lengkap.",
                "This does not mean that the work is unlawful; the map may be old or incomplete.",
            ),
        },
        cannot_tell: Words::new(
            "Di dalam atau di luar batas izin belum dapat disimpulkan.",
            "Inside or outside the licence cannot be told.",
        ),
    },
    CheckWords {
        check: Check::InVillage,
        label: Words::new("Wilayah desa", "Village"),
        holds: Pair {
            means: Words::new(
                "Yang difoto berada di wilayah desa itu pada peta yang dipakai.",
                "What is shown lies in that village on the map asked.",
            ),
            not: Words::new(
                "Ini bukan penetapan batas desa.",
                "This does not settle the village boundary.",
            ),
        },
        fails: Pair {
            means: Words::new(
                "Yang difoto berada di luar semua desa pada peta yang dipakai.",
                "What is shown lies outside every village on the map asked.",
            ),
            not: Words::new(
                "Ini tidak berarti titiknya salah; peta desa bisa tidak lengkap atau titiknya di laut.",
                "This does not mean that the position is wrong; the map may be incomplete, or it is the sea.",
            ),
        },
        cannot_tell: Words::new("Desanya belum dapat disimpulkan.", "The village cannot be told."),
    },
    CheckWords {
        check: Check::ClockSkew,
        label: Words::new("Jam HP", "Phone clock"),
        holds: Pair {
            means: Words::new(
                "Jam HP cocok dengan jam pembanding.",
                "The phone's clock agrees with the other clock.",
            ),
            not: Words::new(
                "Ini hanya berlaku untuk saat itu.",
                "This holds for that moment only.",
            ),
        },
        fails: Pair {
            means: Words::new(
                "Jam HP menyimpang dari jam pembanding.",
                "The phone's clock differs from the other clock.",
            ),
            not: Words::new(
                "Ini tidak berarti sengaja; jam HP sering salah setelah baterai habis.",
                "This does not mean intent; clocks are often wrong after a flat battery.",
            ),
        },
        cannot_tell: Words::new(
            "Jam HP tidak bisa dibandingkan.",
            "The phone's clock cannot be compared.",
        ),
    },
    CheckWords {
        check: Check::GnssWeekRollover,
        label: Words::new("Waktu satelit", "Satellite time"),
        holds: Pair {
            means: Words::new("Waktu satelit masuk akal.", "The satellite time is plausible."),
            not: Words::new(
                "Ini tidak membuktikan titik lokasinya tepat.",
                "This does not prove that the position is exact.",
            ),
        },
        fails: Pair {
            means: Words::new(
                "Waktu satelit meleset kelipatan 1.024 minggu; ini cacat pada HP lama.",
                "The satellite time is off by a multiple of 1,024 weeks; it is a defect of old phones.",
            ),
            not: Words::new(
                "Ini bukan kesalahan pelapor dan tidak mengurangi nilai buktinya.",
                "This is not the reporter's fault and takes nothing from the evidence.",
            ),
        },
        cannot_tell: Words::new(
            "Waktu satelit tidak bisa dicek.",
            "The satellite time cannot be checked.",
        ),
    },
    CheckWords {
        check: Check::MockLocation,
        label: Words::new("Lokasi tiruan", "Mock location"),
        holds: Pair {
            means: Words::new(
                "HP tidak melaporkan lokasi tiruan.",
                "The phone reports no mock location.",
            ),
            not: Words::new(
                "HP yang dimodifikasi bisa menyembunyikannya.",
                "A modified phone can hide it.",
            ),
        },
        fails: Pair {
            means: Words::new(
                "HP melaporkan lokasi tiruan; titiknya tidak bisa dipakai.",
                "The phone reports a mock location; the position cannot be used.",
            ),
            not: Words::new(
                "Ini tidak berarti fotonya palsu; aplikasi lain bisa menyalakannya tanpa diketahui.",
                "This does not mean that the photo is false; another app may have turned it on unnoticed.",
            ),
        },
        cannot_tell: Words::new(
            "Lokasi tiruan tidak bisa dicek karena tidak ada titik.",
            "Mock location cannot be checked, because there is no position.",
        ),
    },
    CheckWords {
        check: Check::Speed,
        label: Words::new("Jarak dari titik sebelumnya", "Way from the previous position"),
        holds: Pair {
            means: Words::new(
                "Jarak dari titik sebelumnya bisa ditempuh dalam waktu itu.",
                "The way from the previous position is possible in that time.",
            ),
            not: Words::new(
                "Ini tidak membuktikan orangnya benar-benar di sana.",
                "This does not prove that the person was there.",
            ),
        },
        fails: Pair {
            means: Words::new(
                "Jarak dari titik sebelumnya terlalu jauh untuk waktu itu.",
                "The way from the previous position is too long for that time.",
            ),
            not: Words::new(
                "Ini tidak berarti bohong; salah satu titik atau jam bisa keliru.",
                "This does not mean a lie; one of the positions or clocks may be wrong.",
            ),
        },
        cannot_tell: Words::new(
            "Belum ada titik sebelumnya yang bisa dibandingkan.",
            "There is no earlier position to compare with.",
        ),
    },
    CheckWords {
        check: Check::NearSite,
        label: Words::new("Dekat lokasi", "Near the site"),
        holds: Pair {
            means: Words::new(
                "Foto diambil di dekat lokasi yang dilaporkan.",
                "The photo was taken near the reported site.",
            ),
            not: Words::new(
                "Ini tidak membuktikan apa yang terlihat di foto.",
                "This does not prove what the photo shows.",
            ),
        },
        fails: Pair {
            means: Words::new(
                "Foto diambil jauh dari lokasi yang dilaporkan.",
                "The photo was taken far from the reported site.",
            ),
            not: Words::new(
                "Ini tidak berarti fotonya salah; dari jauh bisa lebih aman.",
                "This does not mean that the photo is wrong; from afar may be safer.",
            ),
        },
        cannot_tell: Words::new(
            "Dekat atau jauhnya belum dapat disimpulkan.",
            "Near or far cannot be told.",
        ),
    },
];
