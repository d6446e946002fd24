//! What can be said of a bundle, and how it came out. Who says it of which item: [`super::report`].

macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// What was checked, a closed list. The words of each are in the `words` file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Statement { $($(#[$doc])* $name,)* }

        impl Statement {
            /// Every statement.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
            /// Its stable code.
            #[must_use]
            pub fn code(self) -> &'static str { match self { $(Self::$name => $code,)* } }
        }
    };
}

statements! {
    /// The bundle is of the project that the reader named.
    Project = "project",
    /// The member line is whole and signed.
    Line = "member-line",
    /// The latest checkpoint is signed by this project's hub.
    Checkpoint = "checkpoint",
    /// The tree recomputed from the entries has the checkpoint's root.
    Tree = "tree",
    /// The entry can be read and its body is the one that was signed.
    Readable = "readable",
    /// The entry's signature holds.
    Signature = "signature",
    /// The entry stands in the hub's tree.
    Included = "included",
    /// The entry follows the one before it in its log.
    Chain = "chain",
    /// The checkpoint that the author had seen is one of this tree.
    Seen = "seen",
    /// The entry counts.
    Effect = "effect",
    /// The sealed file is the one that the entry names.
    Sealed = "sealed-file",
    /// The original inside it is the one that was signed.
    Original = "original",
}

/// How a statement came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// Checked, and so.
    Holds,
    /// Checked, and not so; why, as a code or short text without content.
    Fails(String),
    /// Not checkable from what is here; why.
    CannotTell(String),
}

impl Mark {
    /// `holds`, `fails`, `cannot_tell`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Fails(_) => "fails",
            Self::CannotTell(_) => "cannot_tell",
        }
    }

    /// The reason, empty where it holds.
    #[must_use]
    pub fn reason(&self) -> &str {
        match self {
            Self::Holds => "",
            Self::Fails(why) | Self::CannotTell(why) => why,
        }
    }
}
