package ava.shared.table;

import static ava.shared.table.CallItem.number;
import static ava.shared.table.CallItem.text;

import ava.shared.call.Recording;
import ava.shared.call.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Builds an update expression. Names are always placeholders, since many of ours are reserved.
final class CallChange {
  private final List<String> sets = new ArrayList<>();
  private final List<String> adds = new ArrayList<>();
  final Map<String, String> names = new LinkedHashMap<>();
  final Map<String, AttributeValue> values = new LinkedHashMap<>();
  @Nullable String condition;

  /// Makes the change hold only while the number that is kept there is smaller.
  CallChange countOnce(String name, AttributeValue number) {
    names.put("#counted", name);
    values.put(":counted", number);
    sets.add("#counted = :counted");
    condition = "attribute_not_exists(#counted) OR #counted < :counted";
    return this;
  }

  /// Makes the change hold only while nobody else is kept there.
  CallChange take(String name, AttributeValue owner) {
    names.put("#taken", name);
    values.put(":owner", owner);
    sets.add("#taken = :owner");
    condition = "attribute_not_exists(#taken) OR #taken = :owner";
    return this;
  }

  CallChange set(String name, AttributeValue value) {
    sets.add("#" + placeholder(name, value) + " = :" + name);
    return this;
  }

  CallChange setOnce(String name, AttributeValue value) {
    var place = placeholder(name, value);
    sets.add("#" + place + " = if_not_exists(#" + place + ", :" + place + ")");
    return this;
  }

  /// Sets once what is known; an empty value changes nothing.
  void setKnown(String name, String value) {
    if (!value.isBlank()) {
      setOnce(name, AttributeValue.fromS(value));
    }
  }

  /// Sets what is told of a recording: what was settled stays, and that one is there is never taken
  /// back.
  void setKnown(Recording recording) {
    setKnown("voicemailUrl", recording.url());
    setKnown("recordingSid", recording.sid());
    setKnown("recordingAccount", recording.account());
    recording
        .status()
        .ifPresent(status -> {
          if (status == Recording.Status.COMPLETED) {
            set("recordingStatus", text(status.word()));
          } else {
            setKnown("recordingStatus", status.word());
          }
        });
  }

  /// Makes the change hold only while the text that is kept there begins so.
  CallChange onlyIfBeginsWith(String name, AttributeValue beginning) {
    names.put("#" + name, name);
    values.put(":beginning", beginning);
    condition = "begins_with(#" + name + ", :beginning)";
    return this;
  }

  void add(Usage usage) {
    add("inputTextTokens", number(usage.inputTextTokens()));
    add("inputAudioTokens", number(usage.inputAudioTokens()));
    add("cachedTextTokens", number(usage.cachedTextTokens()));
    add("cachedAudioTokens", number(usage.cachedAudioTokens()));
    add("outputTextTokens", number(usage.outputTextTokens()));
    add("outputAudioTokens", number(usage.outputAudioTokens()));
    add("costUsd", number(usage.costUsd()));
    if (usage.speech().usd() > 0) {
      add("speechUsd", number(usage.speech().usd()));
      add("speechCharacters", number(usage.speech().characters()));
    }
  }

  void add(String name, AttributeValue value) {
    var place = placeholder(name, value);
    adds.add("#" + place + " :" + place);
  }

  private String placeholder(String name, AttributeValue value) {
    names.put("#" + name, name);
    values.put(":" + name, value);
    return name;
  }

  String expression() {
    return List.of(clause("SET ", sets), clause("ADD ", adds)).stream()
        .filter(clause -> !clause.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String clause(String verb, List<String> parts) {
    return parts.isEmpty() ? "" : verb + String.join(", ", parts);
  }
}
