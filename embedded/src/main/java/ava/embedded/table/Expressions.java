package ava.embedded.table;

import java.util.List;
import java.util.Optional;

/// The expressions of one request, read with the same placeholders. Belongs to one thread.
final class Expressions {
  private static final List<String> KINDS =
      List.of(
          "ConditionExpression",
          "FilterExpression",
          "KeyConditionExpression",
          "ProjectionExpression",
          "UpdateExpression");

  private final RequestPart request;
  private final Placeholders placeholders;

  private Expressions(RequestPart request, Placeholders placeholders) {
    this.request = request;
    this.placeholders = placeholders;
  }

  static Expressions of(RequestPart request) {
    return new Expressions(
        request, Placeholders.of(request, KINDS.stream().anyMatch(request::has)));
  }

  Optional<Condition> condition(String kind) {
    return reader(kind).map(ConditionParser::parse);
  }

  Optional<UpdatePlan> update() {
    return reader("UpdateExpression").map(UpdateParser::parse);
  }

  Optional<List<DocPath>> projection() {
    return reader("ProjectionExpression")
        .map(reader -> {
          var paths = reader.paths();
          reader.expectEnd();
          DocPath.checkApart(paths, reader.kind());
          return paths;
        });
  }

  /// To be called when all are read.
  ///
  /// @throws TableRefusal when a placeholder was given in vain
  void checkPlaceholders() {
    placeholders.checkAllUsed();
  }

  private Optional<ExpressionReader> reader(String kind) {
    return request.text(kind).map(text -> new ExpressionReader(kind, text, placeholders));
  }
}
