package ava.dashboard;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// Counts what is asked of the table, and the read units that DynamoDB would bill for it. Source:
/// AWS, "DynamoDB read and write operations": 4 KB a unit, half of it when the read need not be
/// consistent, the items of a query summed before they are rounded. Safe for use by several
/// threads.
final class Meter implements ExecutionInterceptor {
  private static final double UNIT = 4_096;

  private final LongAdder requests = new LongAdder();
  private final DoubleAdder units = new DoubleAdder();

  record Reading(int requests, double readUnits) {}

  void watch(ClientOverrideConfiguration.Builder configuration) {
    configuration.addExecutionInterceptor(this);
  }

  void reset() {
    requests.reset();
    units.reset();
  }

  Reading reading() {
    return new Reading(requests.intValue(), units.sum());
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    requests.increment();
    switch (context.response()) {
      case QueryResponse found when context.request() instanceof QueryRequest asked ->
          bill(found.items(), Boolean.TRUE.equals(asked.consistentRead()));
      case GetItemResponse found when context.request() instanceof GetItemRequest asked ->
          bill(List.of(found.item()), Boolean.TRUE.equals(asked.consistentRead()));
      default -> {}
    }
  }

  private void bill(List<Map<String, AttributeValue>> items, boolean consistent) {
    var bytes = items.stream().mapToLong(Meter::size).sum();
    units.add(Math.max(1, Math.ceil(bytes / UNIT)) * (consistent ? 1 : 0.5));
  }

  private static long size(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToLong(field -> length(field.getKey()) + size(field.getValue()))
        .sum();
  }

  private static long size(AttributeValue value) {
    return switch (value.type()) {
      case S -> length(value.s());
      case N -> value.n().length() / 2 + 1;
      case B -> value.b().asByteArrayUnsafe().length;
      case SS -> value.ss().stream().mapToLong(Meter::length).sum();
      case L -> 3 + value.l().stream().mapToLong(each -> 1 + size(each)).sum();
      case M -> 3 + size(value.m());
      default -> 1;
    };
  }

  private static long length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
