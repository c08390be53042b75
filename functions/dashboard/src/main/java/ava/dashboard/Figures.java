package ava.dashboard;

import ava.shared.call.CallCost;
import ava.shared.call.CallRecord;
import ava.shared.call.EndReason;
import ava.shared.call.FiledCall;
import ava.shared.call.FollowUp.Decision;
import ava.shared.call.FollowUp.State;
import ava.shared.call.SummaryState;
import ava.shared.call.Timestamps;
import ava.shared.table.AllAtOnce;
import ava.shared.web.WebReply;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How much was called, day by day. Counted anew each time, all days at once: a month of forty
/// calls a day is two megabytes to read, and nothing that is kept can go wrong. Safe for use by
/// several threads.
final class Figures {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int DAYS = 30;
  private static final int PAGE = 500;
  private static final int HOURS = 24;

  private final Desk desk;

  Figures(Desk desk) {
    this.desk = desk;
  }

  /// `{"days":[{"day":"2026-11-25","calls":12,…}],"hours":[0,…]}`, the latest day last.
  WebReply show() {
    var today = desk.clock().instant().atZone(Timestamps.PARIS).toLocalDate();
    var days = IntStream.rangeClosed(1 - DAYS, 0).mapToObj(today::plusDays).toList();
    var answer = JSON.createObjectNode();
    var list = answer.putArray("days");
    var hours = new int[HOURS];
    for (var day : read(days)) {
      list.add(day(day.day(), day.calls()));
      day.calls()
          .forEach(call -> hours[call.call().startedAt().atZone(Timestamps.PARIS).getHour()]++);
    }
    var byHour = answer.putArray("hours");
    IntStream.of(hours).forEach(byHour::add);
    return WebReply.json(answer.toString());
  }

  private record Day(LocalDate day, List<FiledCall> calls) {}

  private List<Day> read(List<LocalDate> days) {
    return AllAtOnce.ask(
        days.stream()
            .<Supplier<Day>>map(
                day -> () -> new Day(day, desk.lists().onDay(day, PAGE, Optional.empty()).calls()))
            .toList());
  }

  private static ObjectNode day(LocalDate day, List<FiledCall> calls) {
    return JSON.createObjectNode()
        .put("day", day.toString())
        .put("calls", calls.size())
        .put("urgent", calls.stream().filter(call -> call.followUp().urgent()).count())
        .put("missed", calls.stream().map(FiledCall::call).filter(Figures::missed).count())
        .put("meanSeconds", mean(calls.stream().flatMap(call -> length(call.call()).stream())))
        .put("meanSecondsToCallBack", mean(calls.stream().flatMap(c -> waited(c).stream())))
        .put("cost", calls.stream().mapToDouble(call -> CallCost.of(call.call()).total()).sum());
  }

  /// Nobody said anything, or nobody answered.
  private static boolean missed(CallRecord call) {
    return call.endReason().equals(Optional.of(EndReason.NO_ANSWER))
        || call.summary().map(CallRecord.Summary::state).equals(Optional.of(SummaryState.SKIPPED));
  }

  private static Optional<Duration> length(CallRecord call) {
    return call.endedAt()
        .map(end -> Duration.between(call.answeredAt().orElse(call.startedAt()), end));
  }

  private static Optional<Duration> waited(FiledCall call) {
    return Optional.of(call.followUp())
        .filter(followUp -> followUp.state() == State.CALLED_BACK)
        .flatMap(followUp -> followUp.latest().map(Decision::at))
        .map(at -> Duration.between(call.call().startedAt(), at));
  }

  private static long mean(Stream<Duration> lengths) {
    return Math.round(lengths.mapToLong(Duration::toSeconds).average().orElse(0));
  }
}
