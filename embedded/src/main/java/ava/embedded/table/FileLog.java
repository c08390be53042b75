package ava.embedded.table;

import ava.embedded.table.Attribute.Fields;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// The log of one table: one line for each write, a checksum and then the changed items as a JSON
/// array, so that a write is read back whole or not at all. Opening it drops a line that a killed
/// process did not finish, and writes the items that are left to a new file in place of the old.
///
/// A write is in the hands of the operating system before it is answered: it survives the process,
/// not the machine. The folder and the file are for their owner alone. Not safe for use by several
/// threads.
final class FileLog implements TableLog {
  private static final Logger LOG = LoggerFactory.getLogger(FileLog.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int CHECKSUM = 8;

  private final Path file;
  private final Disk disk;
  private final List<Fields> items;
  private long length;

  /// Where lines go. A stand-in for it can be full.
  interface Disk extends AutoCloseable {
    /// Writes at a place and lets nothing stand behind it.
    void write(long at, byte[] bytes) throws IOException;

    @Override
    void close() throws IOException;
  }

  /// @param length how much of the file holds the items
  FileLog(Path file, Disk disk, List<Fields> items, long length) {
    this.file = file;
    this.disk = disk;
    this.items = items;
    this.length = length;
  }

  /// Opens or makes the log of a table.
  ///
  /// @throws UncheckedIOException when the folder cannot be used or another process uses it
  static FileLog open(Path folder, TableShape shape) {
    try {
      makeFolder(folder);
      var file = folder.resolve(shape.name() + ".log").toAbsolutePath();
      var items = new Shelf(shape.key().names());
      if (Files.exists(file)) {
        read(file, items);
      }
      rewrite(file, items.all());
      return new FileLog(file, OwnedFile.open(file), items.all(), Files.size(file));
    } catch (IOException e) {
      throw new UncheckedIOException("no log of table " + shape.name() + " in " + folder, e);
    }
  }

  private static void makeFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (isPosix(folder)) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static void read(Path file, Shelf items) throws IOException {
    var bytes = Files.readAllBytes(file);
    var begin = 0;
    for (var end = 0; end < bytes.length; end++) {
      if (bytes[end] == '\n') {
        if (!isWhole(bytes, begin, end)) {
          throw new IOException("%s is damaged at byte %d".formatted(file, begin));
        }
        var changes = JSON.readTree(bytes, begin + CHECKSUM, end - begin - CHECKSUM);
        changes.forEach(change -> apply(change, items));
        begin = end + 1;
      }
    }
    if (begin < bytes.length) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("bytes", bytes.length - begin)
          .log("a write that was not finished is dropped");
    }
  }

  private static boolean isWhole(byte[] bytes, int begin, int end) {
    if (end - begin <= CHECKSUM) {
      return false;
    }
    var written = new String(bytes, begin, CHECKSUM, StandardCharsets.US_ASCII);
    return written.equals(checksum(bytes, begin + CHECKSUM, end - begin - CHECKSUM));
  }

  private static String checksum(byte[] bytes, int from, int length) {
    var crc = new CRC32();
    crc.update(bytes, from, length);
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  private static void apply(JsonNode change, Shelf items) {
    if (change.has("put")) {
      items.put(AttributeJson.fields(change.path("put")));
    } else {
      items.remove(AttributeJson.fields(change.path("remove")));
    }
  }

  /// Writes the items to a new file beside the old one and puts it in its place, so that a process
  /// killed meanwhile leaves one of the two.
  private static void rewrite(Path file, List<Fields> items) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    if (isPosix(file)) {
      var ownersOnly = PosixFilePermissions.fromString("rw-------");
      Files.createFile(fresh, PosixFilePermissions.asFileAttribute(ownersOnly));
    }
    try (var out = new FileOutputStream(fresh.toFile())) {
      var buffered = new BufferedOutputStream(out);
      for (var item : items) {
        buffered.write(line(JsonNodeFactory.instance.arrayNode().add(put(item))));
      }
      buffered.flush();
      out.getFD().sync();
    }
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static JsonNode put(Fields item) {
    return JsonNodeFactory.instance.objectNode().set("put", AttributeJson.json(item));
  }

  @Override
  public List<Fields> items() {
    return items;
  }

  @Override
  public void append(List<ItemChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    var array = JsonNodeFactory.instance.arrayNode();
    for (var change : changes) {
      array.add(
          change
              .after()
              .map(FileLog::put)
              .orElseGet(() ->
                  JsonNodeFactory.instance
                      .objectNode()
                      .set("remove", AttributeJson.json(change.key()))));
    }
    var line = line(array);
    try {
      disk.write(length, line);
      length += line.length;
    } catch (IOException e) {
      LOG.atError().addKeyValue("file", file).setCause(e).log("table not written to its log");
      throw TableRefusal.internal();
    }
  }

  private static byte[] line(JsonNode changes) {
    var json = JSON.writeValueAsBytes(changes);
    return ByteBuffer.allocate(CHECKSUM + json.length + 1)
        .put(checksum(json, 0, json.length).getBytes(StandardCharsets.US_ASCII))
        .put(json)
        .put((byte) '\n')
        .array();
  }

  @Override
  public void close() {
    try {
      disk.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the log of a table is not closed", e);
    }
  }
}
