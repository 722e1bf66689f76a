//! The places of the models in the corpus.

/// The folder of the models in a wheel.
const DATA: &str = "botocore/data/";

/// The place of a model.
pub(super) enum Place {
    /// The folder of a `service-2.json`.
    Folder(String),
    /// The file of a Smithy JSON AST.
    Ast(String),
}

impl Place {
    /// Returns the name of the model: `acm/2015-12-08`.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Folder(folder) => folder.strip_prefix(DATA).unwrap_or(folder),
            Self::Ast(file) => {
                let plain = file.strip_suffix(".gz").unwrap_or(file);
                plain.strip_suffix(".json").unwrap_or(plain)
            }
        }
    }
}
