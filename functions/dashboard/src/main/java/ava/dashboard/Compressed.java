package ava.dashboard;

import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.zip.GZIPOutputStream;

/// Answers in gzip to whoever takes it: API Gateway's HTTP APIs compress nothing by themselves.
final class Compressed {
  private static final int WORTH_IT = 1_000;

  private Compressed() {}

  static WebReply forIts(WebRequest request, WebReply reply) {
    if (reply.encoded()
        || reply.body().length() < WORTH_IT
        || !request.header("accept-encoding").contains("gzip")) {
      return reply;
    }
    var headers = new HashMap<>(reply.headers());
    headers.put("Content-Encoding", "gzip");
    headers.put("Vary", "Accept-Encoding");
    return WebReply.bytes(reply.status(), headers, packed(reply.body()));
  }

  private static byte[] packed(String text) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }
}
