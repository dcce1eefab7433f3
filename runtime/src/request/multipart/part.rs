//! The parts of a form, as they come: texts in memory, files there or on disk.

use bytes::{Bytes, BytesMut};
use tempfile::{NamedTempFile, TempPath};
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use super::cutter::{Cutter, Fault};
use super::head::Head;
use crate::error::{Error, Result};
use crate::model::Upload;

/// A form has no more parts than this.
pub(super) const MOST_PARTS: usize = 1000;

/// So much of a form is kept in memory. Texts beyond it are refused, files go to disk.
pub(super) const MEMORY: usize = 2 * 1024 * 1024;

/// One part of a form.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) head: Head,
    pub(super) content: Content,
}

/// What is in a part.
#[derive(Debug)]
pub(super) enum Content {
    Text(Bytes),
    File(Upload),
}

/// What is to become of a part, by the name of its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Text,
    File,
    /// Nobody asked for it.
    None,
}

/// All parts of a form.
pub(super) async fn read(mut cutter: Cutter, usage: impl Fn(&str) -> Use) -> Result<Vec<Part>, Fault> {
    let mut parts = Vec::new();
    let mut memory = MEMORY;
    let mut count = 0;
    let mut next = cutter.first().await?;
    while let Some(head) = next {
        count += 1;
        if count > MOST_PARTS {
            return Err(Fault::Form("has too many parts"));
        }
        let content = match usage(&head.name) {
            Use::Text => Some(Content::Text(text(&mut cutter, &mut memory).await?)),
            Use::File => Some(Content::File(file(&mut cutter, &head, &mut memory).await?)),
            Use::None => {
                while cutter.data().await?.is_some() {}
                None
            }
        };
        parts.extend(content.map(|content| Part { head, content }));
        next = cutter.next().await?;
    }
    Ok(parts)
}

async fn text(cutter: &mut Cutter, memory: &mut usize) -> Result<Bytes, Fault> {
    let mut whole = BytesMut::new();
    while let Some(data) = cutter.data().await? {
        *memory = memory.checked_sub(data.len()).ok_or(Fault::Body(too_long()))?;
        whole.extend_from_slice(&data);
    }
    Ok(whole.freeze())
}

#[cold]
fn too_long() -> Error {
    let problem = crate::Problem::new(http::StatusCode::PAYLOAD_TOO_LARGE)
        .detail(format!("the texts in the form are longer than {MEMORY} bytes"))
        .with("limit", MEMORY);
    Error::problem(problem).header(http::header::CONNECTION, "close")
}

async fn file(cutter: &mut Cutter, head: &Head, memory: &mut usize) -> Result<Upload, Fault> {
    let mut whole = BytesMut::new();
    let mut spooled = None;
    while let Some(data) = cutter.data().await? {
        if let Some(spool) = &mut spooled {
            Spool::write(spool, &data).await?;
        } else if whole.len() + data.len() <= *memory {
            whole.extend_from_slice(&data);
        } else {
            let mut spool = Spool::new().await?;
            spool.write(&whole).await?;
            spool.write(&data).await?;
            whole = BytesMut::new();
            spooled = Some(spool);
        }
    }
    *memory -= whole.len();
    let mut upload = match spooled {
        Some(spool) => spool.finish().await?,
        None => Upload::new(whole.freeze()),
    };
    upload.file_name.clone_from(&head.file_name);
    upload.content_type.clone_from(&head.content_type);
    Ok(upload)
}

/// A temporary file that is being written.
struct Spool {
    file: File,
    path: TempPath,
    length: u64,
}

impl Spool {
    async fn new() -> Result<Self> {
        let made = tokio::task::spawn_blocking(NamedTempFile::new).await?;
        let (file, path) = made?.into_parts();
        Ok(Self { file: File::from_std(file), path, length: 0 })
    }

    async fn write(&mut self, data: &[u8]) -> Result<()> {
        self.length += data.len() as u64;
        Ok(self.file.write_all(data).await?)
    }

    async fn finish(mut self) -> Result<Upload> {
        self.file.flush().await?;
        Ok(Upload::on_disk(self.path, self.length))
    }
}
