package ava.embedded.table;

import ava.embedded.table.Attribute.Bin;
import ava.embedded.table.Attribute.Bool;
import ava.embedded.table.Attribute.Fields;
import ava.embedded.table.Attribute.Many;
import ava.embedded.table.Attribute.Members;
import ava.embedded.table.Attribute.Nil;
import ava.embedded.table.Attribute.Num;
import ava.embedded.table.Attribute.Str;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Items in the SDK's own types.
public final class AttributeValues {
  private AttributeValues() {}

  public static Map<String, AttributeValue> of(Fields fields) {
    var all = new LinkedHashMap<String, AttributeValue>();
    fields.all().forEach((name, value) -> all.put(name, of(value)));
    return all;
  }

  private static AttributeValue of(Attribute value) {
    return switch (value) {
      case Str(var text) -> AttributeValue.fromS(text);
      case Num(var number) -> AttributeValue.fromN(number.toPlainString());
      case Bin bin -> AttributeValue.fromB(SdkBytes.fromByteArray(bin.bytes()));
      case Bool(var bool) -> AttributeValue.fromBool(bool);
      case Nil() -> AttributeValue.fromNul(true);
      case Members(var type, var all) -> set(type, all);
      case Many(var all) -> AttributeValue.fromL(all.stream().map(AttributeValues::of).toList());
      case Fields fields -> AttributeValue.fromM(of(fields));
    };
  }

  private static AttributeValue set(String type, SortedSet<Attribute> members) {
    List<AttributeValue> all = members.stream().map(AttributeValues::of).toList();
    return switch (type) {
      case "SS" -> AttributeValue.fromSs(all.stream().map(AttributeValue::s).toList());
      case "NS" -> AttributeValue.fromNs(all.stream().map(AttributeValue::n).toList());
      default -> AttributeValue.fromBs(all.stream().map(AttributeValue::b).toList());
    };
  }
}
