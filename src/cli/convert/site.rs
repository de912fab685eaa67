//! What a conversion by hand needs of a site, and the texts that it is given.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::input;
use super::super::phrases::counted;
use super::super::report::Reporter;
use crate::checks::{self, Context, Reviewed};
use crate::config::{Config, Locale};
use crate::content::{self, Library, OwnTerms};
use crate::conversion::{Conversion, Names};
use crate::diag::{Diagnostic, Diagnostics};
use crate::domain::Script;
use crate::fsio;
use crate::hanzi::detect;
use crate::lexicon::Lexicon;
use crate::markdown::Body;
use crate::model::{self, Knowledge};
use crate::strict_toml;
use crate::text::{Source, Span};

/// A site's settings and knowledge, whatever faults its content has.
pub struct Site {
    pub config: Config,
    pub knowledge: Knowledge,
    lexicon: &'static Lexicon,
}

/// A text to convert.
pub struct Text {
    /// The whole of it.
    pub source: Arc<Source>,
    /// The script it is written in.
    pub script: Script,
    /// Where its Markdown begins, and its own terms; `None` for plain text.
    markdown: Option<(usize, OwnTerms)>,
}

impl Site {
    /// Reads a site; what is broken in it is told by `check`, not here.
    pub fn load(root: &Path) -> Result<Site, Diagnostics> {
        let config = Config::load(root)?;
        let lexicon = Lexicon::embedded();
        let mut faults = Diagnostics::new();
        let library = Library::load(root, &mut faults);
        let knowledge = model::build(library, lexicon, true, &mut faults);
        Ok(Site { config, knowledge, lexicon })
    }

    /// What checks look at.
    pub fn context(&self) -> Context<'_> {
        Context { config: &self.config, lexicon: self.lexicon }
    }

    /// The locale that is asked for, else the first Chinese one of the other script.
    pub fn locale(&self, typed: Option<&str>, script: Script) -> Result<&Locale, Diagnostics> {
        let locales = &self.config.locales;
        match typed {
            Some(typed) => locales
                .iter()
                .find(|locale| locale.code.as_str().eq_ignore_ascii_case(typed))
                .ok_or_else(|| Diagnostic::new("no-such-locale").with("locale", typed).into()),
            None => locales
                .iter()
                .find(|locale| locale.script().is_some_and(|own| own != script))
                .ok_or_else(|| Diagnostic::new("convert-no-locale").into()),
        }
    }

    /// How a locale shows a text; `None` where that is as it is written.
    pub fn conversion(&self, locale: &Locale, text: &Text) -> Option<Conversion> {
        let names = Names::of(&self.config, self.lexicon, &self.knowledge);
        let pins = self.knowledge.pins_for(&locale.code);
        let common = Conversion::new(&self.config, locale, &names, pins)?;
        let own = text.markdown.as_ref().and_then(|(_, own)| common.with_terms(own));
        (common.script() != text.script).then(|| own.unwrap_or(common))
    }

    /// The name by which the site knows a file of its content.
    pub fn document(&self, root: &Path, file: &Path) -> Option<String> {
        if input::is_standard(file) {
            return None;
        }
        let (file, root) = (fsio::absolute(file).ok()?, fsio::absolute(root).ok()?);
        let name = fsio::shown_path(&file, &root);
        checks::document_names(&self.knowledge).any(|known| known == name).then_some(name)
    }

    /// Every choice that the site's conversions make.
    pub fn review(&self) -> Vec<Reviewed> {
        checks::review(&self.knowledge, self.context())
    }

    /// Those in one document.
    pub fn review_of(&self, name: &str) -> Vec<Reviewed> {
        self.review().into_iter().filter(|reviewed| reviewed.source.name() == name).collect()
    }

    /// Writes every document that a locale converts below `folder`, under its own path.
    pub fn convert_all(
        &self,
        root: &Path,
        to: Option<&str>,
        folder: &Path,
        reporter: &Reporter,
    ) -> Result<(), Diagnostics> {
        let names: Vec<String> = checks::document_names(&self.knowledge).map(str::to_owned).collect();
        let mut written = 0;
        for name in names {
            let text = Text::read(&root.join(&name))?;
            let locale = match (to, self.locale(to, text.script)) {
                (_, Ok(locale)) => locale,
                (Some(_), Err(fault)) => return Err(fault),
                (None, Err(_)) => continue,
            };
            let Some(conversion) = self.conversion(locale, &text) else { continue };
            let path: PathBuf = folder.join(&name);
            if let Some(parent) = path.parent() {
                fsio::create_folder(parent)?;
            }
            fsio::write(&path, text.converted(&conversion).as_bytes())?;
            written += 1;
        }
        reporter.tell(&counted(reporter.language, ("converted-one", "converted-many"), written));
        Ok(())
    }
}

impl Text {
    /// Reads a file, or standard input. Markdown is what is named so or has front matter.
    pub fn read(file: &Path) -> Result<Text, Diagnostics> {
        let source = input::text(file)?;
        let front = content::split(&source).ok();
        let is_markdown = front.is_some() || file.extension().is_some_and(|extension| extension == "md");
        let (stated, own) =
            front.map_or((None, OwnTerms::default()), |(matter, _)| read_front(&source, matter));
        let body = front.map_or(0, |(_, body)| body.start);
        let found = detect(source.text().get(body..).unwrap_or_default()).script;
        let script = stated.or(found).unwrap_or(Script::Hans);
        Ok(Text { markdown: is_markdown.then_some((body, own)), script, source })
    }

    /// The text as a conversion shows it: front matter, code and addresses as they are.
    pub fn converted(&self, conversion: &Conversion) -> String {
        let text = self.source.text();
        let Some((start, _)) = &self.markdown else { return conversion.convert(text).into_owned() };
        let (front, markdown) = text.split_at_checked(*start).unwrap_or((text, ""));
        match Body::parse(markdown) {
            Ok(body) => format!("{front}{}", conversion.source(markdown, &body)),
            // A character that bodies may not have; the text around it is converted all the same.
            Err(_) => format!("{front}{}", conversion.convert(markdown)),
        }
    }
}

/// What a front matter says about conversion: script and own terms. Its other keys are not looked at.
fn read_front(source: &Arc<Source>, matter: Span) -> (Option<Script>, OwnTerms) {
    let mut ignored = Diagnostics::new();
    let read = strict_toml::read(source, matter, &mut ignored, |table| {
        let script = table.string("script").and_then(|word| match word.value.as_str() {
            "hans" => Some(Script::Hans),
            "hant" => Some(Script::Hant),
            _ => None,
        });
        Some((script.or(Some(Script::Hans)), OwnTerms::read(table)))
    });
    read.unwrap_or_default()
}

/// Bytes as a text, or where they stop being one.
pub fn utf8(name: String, bytes: Vec<u8>) -> Result<Source, Diagnostics> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source::new(name, text)),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let source = Arc::new(Source::new(name, String::from_utf8_lossy(error.as_bytes())));
            Err(Diagnostic::new("not-utf8").at(&source, Span::new(valid, valid)).into())
        }
    }
}
