//! Files that clients send.

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use futures_util::Stream;
use tempfile::TempPath;
use tokio::fs::File;
use tokio::io::{AsyncRead, AsyncReadExt};

use super::Model;
use super::context::Context;
use super::slot::{Place, Scalar, Slot, View};
use super::table::{Check, Kind, Rules, Type};
use crate::schema::Reason;

/// So much of a file is read at once.
const PIECE: usize = 64 * 1024;

/// A file that came as one part of a form.
///
/// What is in it lies in memory while the form is small. Of a larger one, it lies in a temporary file, which is
/// gone when the last clone of the `Upload` is: so an upload of gigabytes takes no memory to speak of. Allow for it
/// with the route's `BODY_LIMIT`, and read it piece by piece:
///
/// ```
/// use routewright::{Result, Upload};
///
/// async fn store(upload: &Upload) -> Result<u64> {
///     let mut to = tokio::io::sink();
///     Ok(tokio::io::copy(&mut upload.open().await?, &mut to).await?)
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<()> {
/// let upload = Upload::new("hello");
/// assert_eq!(store(&upload).await?, 5);
/// assert_eq!(upload.bytes().await?, "hello");
/// # Ok(()) }
/// ```
///
/// The temporary files are made where `std::env::temp_dir` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upload {
    /// The name that the client gave it, without any path. It is a client's word all the same.
    pub file_name: Option<String>,
    /// The media type that the client gave it.
    pub content_type: Option<String>,
    content: Content,
}

/// What is in a file.
#[derive(Clone)]
enum Content {
    Memory(Bytes),
    Disk(Arc<Spooled>),
}

/// A temporary file, which is gone with the last one who knows of it.
struct Spooled {
    path: TempPath,
    length: u64,
}

impl Upload {
    /// A file with that in it.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self { content: Content::Memory(bytes.into()), ..Self::default() }
    }

    /// A file whose content lies on disk.
    pub(crate) fn on_disk(path: TempPath, length: u64) -> Self {
        Self { content: Content::Disk(Arc::new(Spooled { path, length })), ..Self::default() }
    }

    /// How many bytes are in it.
    pub fn len(&self) -> u64 {
        match &self.content {
            Content::Memory(bytes) => bytes.len() as u64,
            Content::Disk(file) => file.length,
        }
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All of it, in memory.
    ///
    /// # Errors
    /// The temporary file cannot be read.
    pub async fn bytes(&self) -> io::Result<Bytes> {
        match &self.content {
            Content::Memory(bytes) => Ok(bytes.clone()),
            Content::Disk(file) => tokio::fs::read(&file.path).await.map(Bytes::from),
        }
    }

    /// Opens it for reading, from its beginning.
    ///
    /// # Errors
    /// The temporary file cannot be opened.
    pub async fn open(&self) -> io::Result<impl AsyncRead + Send + Unpin + use<>> {
        let reader: Box<dyn AsyncRead + Send + Unpin> = match &self.content {
            Content::Memory(bytes) => Box::new(io::Cursor::new(bytes.clone())),
            Content::Disk(file) => Box::new(File::open(&file.path).await?),
        };
        Ok(reader)
    }

    /// What is in it, piece by piece: for a response, or for another server.
    ///
    /// ```
    /// use routewright::{Binary, Upload};
    ///
    /// let same_again = Binary::stream(Upload::new("hello").into_stream());
    /// ```
    pub fn into_stream(self) -> impl Stream<Item = io::Result<Bytes>> + Send {
        // The upload goes along, so that its file stays.
        futures_util::stream::unfold(
            (self, None::<Box<dyn AsyncRead + Send + Unpin>>),
            async |(upload, reader)| {
                let mut reader = match reader {
                    Some(reader) => reader,
                    None => match upload.open().await {
                        Ok(reader) => Box::new(reader) as Box<dyn AsyncRead + Send + Unpin>,
                        Err(error) => return Some((Err(error), (Self::default(), None))),
                    },
                };
                let mut piece = BytesMut::with_capacity(PIECE);
                match reader.read_buf(&mut piece).await {
                    Ok(0) => None,
                    Ok(_) => Some((Ok(piece.freeze()), (upload, Some(reader)))),
                    Err(error) => Some((Err(error), (Self::default(), None))),
                }
            },
        )
    }

    /// Writes it to `path`, over whatever is there. Choose the path yourself: the name that the client gave says
    /// nothing about where it may go.
    ///
    /// # Errors
    /// It cannot be read or written.
    pub async fn save(&self, path: impl AsRef<Path>) -> io::Result<()> {
        match &self.content {
            Content::Memory(bytes) => tokio::fs::write(path, bytes).await,
            Content::Disk(_) => {
                let mut file = File::create(path).await?;
                tokio::io::copy(&mut self.open().await?, &mut file).await?;
                tokio::io::AsyncWriteExt::flush(&mut file).await
            }
        }
    }

    /// What is in it, if that lies in memory.
    pub(crate) fn memory(&self) -> &[u8] {
        match &self.content {
            Content::Memory(bytes) => bytes,
            Content::Disk(_) => &[],
        }
    }

    fn check(&self, rules: &Rules, cx: &mut Context) {
        let actual = self.len();
        for check in rules.checks {
            match *check {
                Check::MinLength(limit) if actual < limit => cx.fail(Reason::MinBytes { limit, actual }),
                Check::MaxLength(limit) if actual > limit => cx.fail(Reason::MaxBytes { limit, actual }),
                _ => {}
            }
        }
    }
}

impl Default for Content {
    fn default() -> Self {
        Self::Memory(Bytes::new())
    }
}

impl PartialEq for Content {
    /// Files on disk are equal when they are the same.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Memory(left), Self::Memory(right)) => left == right,
            (Self::Disk(left), Self::Disk(right)) => Arc::ptr_eq(left, right),
            _ => false,
        }
    }
}

impl Eq for Content {}

impl fmt::Debug for Content {
    /// What is in a file is nobody's business.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Memory(bytes) => write!(f, "{} bytes in memory", bytes.len()),
            Self::Disk(file) => write!(f, "{} bytes on disk", file.length),
        }
    }
}

impl Slot for Upload {
    fn describe(&self) -> &'static Type {
        Self::table()
    }

    fn view(&self) -> View<'_> {
        View::File(self)
    }

    fn place(&mut self) -> Place<'_> {
        Place::Scalar
    }

    fn put(&mut self, scalar: Scalar<'_>, rules: &'static Rules, cx: &mut Context) {
        match scalar {
            Scalar::File(file) => {
                file.check(rules, cx);
                *self = file.clone();
            }
            Scalar::Text(text) => *self = Self::new(text.to_owned()),
            _ => cx.mismatch(self.describe()),
        }
    }
}

impl Model for Upload {
    fn blank() -> Self {
        Self::default()
    }

    fn table() -> &'static Type {
        static TYPE: Type = Type::plain(Kind::Binary);
        &TYPE
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::StreamExt;

    async fn on_disk(text: &str) -> Upload {
        let path = tempfile::NamedTempFile::new().unwrap().into_temp_path();
        tokio::fs::write(&path, text).await.unwrap();
        Upload::on_disk(path, text.len() as u64)
    }

    async fn read(upload: Upload) -> Vec<u8> {
        let pieces: Vec<_> = upload.into_stream().map(io::Result::unwrap).collect().await;
        pieces.concat()
    }

    #[tokio::test]
    async fn files_are_read_alike_from_memory_and_disk() {
        let text = "x".repeat(3 * PIECE / 2);
        let folder = tempfile::tempdir().unwrap();
        for upload in [Upload::new(text.clone()), on_disk(&text).await] {
            assert_eq!(upload.len(), text.len() as u64);
            assert_eq!(upload.bytes().await.unwrap(), text);
            let mut again = String::new();
            upload.open().await.unwrap().read_to_string(&mut again).await.unwrap();
            assert_eq!(again, text);
            upload.save(folder.path().join("a")).await.unwrap();
            assert_eq!(std::fs::read(folder.path().join("a")).unwrap(), text.as_bytes());
            assert_eq!(upload, upload.clone());
            assert_eq!(read(upload).await, text.as_bytes());
        }
    }

    #[tokio::test]
    async fn a_temporary_file_is_gone_with_its_upload() {
        let upload = on_disk("hello").await;
        let Content::Disk(file) = upload.content.clone() else { panic!("it is on disk") };
        let path = file.path.to_path_buf();
        drop(file);
        let mut stream = Box::pin(upload.clone().into_stream());
        drop(upload);
        assert_eq!(stream.next().await.unwrap().unwrap(), "hello");
        assert!(path.exists());
        drop(stream);
        assert!(!path.exists());
    }
}
