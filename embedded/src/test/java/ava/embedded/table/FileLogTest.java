package ava.embedded.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FileLogTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-25T10:00:00Z"));
  private static final TableFault FINE = new TableFault.Fine();
  private static final String NAME = "calls";

  @TempDir private Path folder;

  @Test
  void whatWasWrittenIsThereAgain() {
    try (var service = open()) {
      put(service, "a", "1");
      put(service, "b", "2");
      put(service, "a", "3");
      service.answer("DeleteItem", json("{'TableName':'calls','Key':{'pk':{'S':'b'}}}"), FINE);
    }

    try (var service = open()) {
      assertThat(values(service)).containsExactly("a=3");
    }
  }

  @Test
  void aProcessKilledAtAnyByteLosesNoWriteThatWasAnswered() throws IOException {
    try (var service = open()) {
      put(service, "a", "1");
      put(service, "é\nb", "2");
      transact(service);
    }
    var whole = Files.readAllBytes(log());

    for (var length = 0; length <= whole.length; length++) {
      var killed = Arrays.copyOf(whole, length);
      Files.write(log(), killed);
      var lines = new String(killed, StandardCharsets.UTF_8).lines().toList();
      var finished =
          killed.length > 0 && killed[length - 1] == '\n' ? lines.size() : lines.size() - 1;

      try (var service = open()) {
        assertThat(values(service))
            .as("%d bytes", length)
            .isEqualTo(
                switch (finished) {
                  case 1 -> List.of("a=1");
                  case 2 -> List.of("a=1", "é\nb=2");
                  case 3 -> List.of("a=4", "c=5", "é\nb=2");
                  default -> List.of();
                });
        put(service, "z", "9");
      }
      try (var service = open()) {
        assertThat(values(service)).contains("z=9");
      }
    }
  }

  @Test
  void aLineDamagedInTheMiddleIsNotPassedOver() throws IOException {
    try (var service = open()) {
      put(service, "a", "1");
      put(service, "b", "2");
    }
    var bytes = Files.readAllBytes(log());
    bytes[12] ^= 1;
    Files.write(log(), bytes);

    assertThatThrownBy(this::open)
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage(log().toAbsolutePath() + " is damaged at byte 0");
  }

  @Test
  void oldWritesAreGoneFromTheFileAfterItIsOpened() throws IOException {
    try (var service = open()) {
      for (var i = 0; i < 100; i++) {
        put(service, "a", Integer.toString(i));
      }
    }
    var grown = Files.size(log());

    open().close();

    assertThat(Files.size(log())).isLessThan(grown / 50);
    try (var service = open()) {
      assertThat(values(service)).containsExactly("a=99");
    }
  }

  @Test
  void folderAndFileAreForTheirOwnerAlone() throws IOException {
    var data = folder.resolve("data");
    try (var service = TableService.in(data, CLOCK)) {
      service.answer("CreateTable", definition(), FINE);

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
          .isEqualTo("rwx------");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(data.resolve("calls.log"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aSecondProcessIsRefused() {
    try (var _ = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(UncheckedIOException.class)
          .hasRootCauseInstanceOf(OverlappingFileLockException.class);
    }
  }

  @Test
  void aFullDiskIsAnErrorAndTheTableGoesOnAfterwards() {
    var disk = new SmallDisk();
    var log = new FileLog(log(), disk, List.of(), 0);
    var table = new KeptTable(shape(), log);
    write(table, "a");
    disk.room = disk.content.length + 5;

    assertThatThrownBy(() -> write(table, "b"))
        .isInstanceOfSatisfying(
            TableRefusal.class,
            refusal -> assertThat(refusal.error()).isEqualTo("InternalServerError"));
    assertThat(table.all()).hasSize(1);
    assertThat(table.feed().last()).isEqualTo(1);

    disk.room = 1_000;
    write(table, "c");

    assertThat(table.all()).hasSize(2);
    assertThat(new String(disk.content, StandardCharsets.UTF_8).lines()).hasSize(2);
  }

  /// A disk on which a write stops in its middle when there is no more room.
  private static final class SmallDisk implements FileLog.Disk {
    private byte[] content = {};
    private int room = 1_000;

    @Override
    public void write(long at, byte[] bytes) throws IOException {
      var end = (int) at + bytes.length;
      var written = Arrays.copyOf(content, Math.min(end, room));
      System.arraycopy(bytes, 0, written, (int) at, written.length - (int) at);
      content = written;
      if (end > room) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public void close() {}
  }

  private static void write(KeptTable table, String key) {
    var item = AttributeJson.fields(json("{'pk':{'S':'%s'}}".formatted(key)));
    table.commit(
        List.of(new ItemChange(item, Optional.empty(), Optional.of(item))),
        CLOCK.instant(),
        Duration.ZERO);
  }

  private static TableShape shape() {
    return new TableShape(
        NAME,
        new KeyShape("pk", Optional.empty()),
        new LinkedHashMap<>(),
        Map.of("pk", "S"),
        Optional.of("NEW_IMAGE"));
  }

  private Path log() {
    return folder.resolve("calls.log");
  }

  private TableService open() {
    var service = TableService.in(folder, CLOCK);
    service.answer("CreateTable", definition(), FINE);
    return service;
  }

  private static JsonNode definition() {
    return json(
        """
        {'TableName':'calls','BillingMode':'PAY_PER_REQUEST',
         'AttributeDefinitions':[{'AttributeName':'pk','AttributeType':'S'}],
         'KeySchema':[{'AttributeName':'pk','KeyType':'HASH'}]}
        """);
  }

  private static void put(TableService service, String key, String value) {
    var request = json("{'TableName':'calls','Item':{}}");
    request.withObject("/Item").putObject("pk").put("S", key);
    request.withObject("/Item").putObject("v").put("S", value);
    service.answer("PutItem", request, FINE);
  }

  private static void transact(TableService service) {
    service.answer(
        "TransactWriteItems",
        json(
            """
            {'TransactItems':[
              {'Put':{'TableName':'calls','Item':{'pk':{'S':'a'},'v':{'S':'4'}}}},
              {'Put':{'TableName':'calls','Item':{'pk':{'S':'c'},'v':{'S':'5'}}}}]}
            """),
        FINE);
  }

  private static List<String> values(TableService service) {
    return service.items(NAME).stream()
        .map(item -> text(item, "pk") + "=" + text(item, "v"))
        .sorted()
        .toList();
  }

  private static String text(Attribute.Fields item, String name) {
    return ((Attribute.Str) item.get(name).orElseThrow()).text();
  }

  private static ObjectNode json(String text) {
    return JSON.readTree(text.replace('\'', '"')).asObject();
  }
}
