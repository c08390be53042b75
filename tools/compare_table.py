"""Asks three DynamoDBs the same and compares what they answer. Started by compare-table.sh.

An answer of ours counts as right when one of the referees gives it, too. A transaction and the item shown with a refused
condition are moto's alone to judge: dynalite has neither. After each write the referees get our item, so that a mistake of
theirs does not go on. Compared are status, type of error and body; never texts, capacity, or order among equal index keys.
"""
import argparse
import http.client
import json
import random
import re
import sys
import time

TABLE = {
    "TableName": "calls", "BillingMode": "PAY_PER_REQUEST",
    "AttributeDefinitions": [{"AttributeName": n, "AttributeType": "S"} for n in ("pk", "sk", "day", "from", "startedAt")],
    "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
    "GlobalSecondaryIndexes": [
        {"IndexName": name, "Projection": {"ProjectionType": "ALL"},
         "KeySchema": [{"AttributeName": key, "KeyType": "HASH"}, {"AttributeName": "startedAt", "KeyType": "RANGE"}]}
        for name, key in (("by-day", "day"), ("by-caller", "from"))],
}
STEPS = 60
DROPPED = ("ConsumedCapacity", "ItemCollectionMetrics")



def values_behind(request, pattern):
    """The values of the request that stand where the pattern says, with their types."""
    given = request.get("ExpressionAttributeValues", {})
    for kind in ("ConditionExpression", "FilterExpression"):
        for found in re.findall(pattern, request.get(kind, "")):
            for name in [found] if isinstance(found, str) else found:
                yield from given.get(name, {}).items()


def orders_the_unordered(request, answer, others):
    return answer.get("error") == "ValidationException" and any(
        kind in ("BOOL", "NULL", "SS", "NS", "BS", "L", "M")
        for kind, _ in values_behind(request, r"[^<>][<>]=? (:\w+)|BETWEEN (:\w+) AND (:\w+)"))


def compares_two_attributes(request, answer, others):
    path = r"[#a-z][\w.\[\]]*"
    text = request.get("ConditionExpression", "") + " " + request.get("FilterExpression", "")
    return bool(re.search(rf"{path} (=|<>|<=|>=|<|>|IN \(|IN \(\S+,) {path}|begins_with\({path}, {path}|contains\({path}, {path}", text)
                or re.search(rf"IN \((\S+, )?{path}", text))


def compares_maps(request, answer, others):
    return any('{"M": ' in json.dumps({kind: value}) for kind, value in
               values_behind(request, r"(?:=|<>) (:\w+)|IN \((:\w+)|IN \(\S+, (:\w+)|contains\(\S+, (:\w+)"))


def counts_a_projection(request, answer, others):
    return request.get("Select") == "COUNT" and "ProjectionExpression" in request


def changes_places_of_lists(request, answer, others):
    return "[" in request.get("UpdateExpression", "")


# What both referees, or the only one that judges, get wrong, with the source of what is right.
KNOWN = {
    # scylladb/scylladb, test/alternator/test_condition_expression.py, which its authors run on AWS
    "a value without an order is compared": orders_the_unordered,
    # the same: a missing attribute is neither equal nor less nor greater, and other than everything
    "two attributes are compared": compares_two_attributes,
    # AWS developer guide, "Condition and filter expressions": documents are equal member by member
    "maps are compared": compares_maps,
    # AWS API reference, Query, Select: with a projection only SPECIFIC_ATTRIBUTES
    "a projection is counted": counts_a_projection,
    # AWS developer guide, "Using update expressions": places are those before the update
    "places of lists are changed": changes_places_of_lists,
}


class Server:
    def __init__(self, name, port, key):
        self.name, self.key, self.lost = name, key, True
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)

    def ask(self, operation, request):
        headers = {
            "Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "DynamoDB_20120810." + operation,
            "X-Amz-Date": "20261125T100000Z",
            "Authorization": f"AWS4-HMAC-SHA256 Credential={self.key}/20261125/eu-west-3/dynamodb/aws4_request, "
                             "SignedHeaders=host;x-amz-date, Signature=" + "0" * 64}
        try:
            self.connection.request("POST", "/", json.dumps(request), headers)
            answer = self.connection.getresponse()
            status, body = answer.status, answer.read()
        except (http.client.HTTPException, ConnectionError):
            self.connection.close()
            self.lost = True  # it died of the request, and its items with it
            return {"status": 500}
        return outcome(operation, request, status, body)

    def revive(self):
        end = time.monotonic() + 20
        while self.lost and time.monotonic() < end:
            self.lost = False
            if self.ask("CreateTable", TABLE)["status"] != 200:
                self.lost = True
                time.sleep(0.1)
        if self.lost:
            sys.exit(f"{self.name} does not start")


def outcome(operation, request, status, body):
    """What is compared of an answer."""
    if status >= 500:
        return {"status": 500}
    body = json.loads(body or b"{}")
    if status == 200:
        known = {k: comparable(v) for k, v in body.items() if k not in DROPPED}
        if known.get("Attributes") == {}:
            del known["Attributes"]
        if "IndexName" in request and "Items" in known:
            known["Items"].sort(key=lambda item: json.dumps(item, sort_keys=True))
        for table, items in known.get("Responses", {}).items() if operation == "BatchGetItem" else ():
            items.sort(key=lambda item: json.dumps(item, sort_keys=True))
        return {"status": 200, "body": known}
    known = {"status": status, "error": body.get("__type", "").split("#")[-1]}
    if "Item" in body:
        known["item"] = comparable(body["Item"])
    if "CancellationReasons" in body:
        known["reasons"] = [[r.get("Code"), comparable(r.get("Item"))] for r in body["CancellationReasons"]]
    return known


def comparable(value):
    if isinstance(value, dict):
        return {k: sorted(v) if k in ("SS", "NS", "BS") else comparable(v) for k, v in value.items()}
    return [comparable(v) for v in value] if isinstance(value, list) else value


class Generator:
    """Requests with few keys, few names and few values, so that they meet."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, *choices):
        return self.random.choice(choices)

    def chance(self, part):
        return self.random.random() < part

    def key(self):
        return {"pk": {"S": f"@p{self.random.randrange(6)}"}, "sk": {"S": f"k{self.random.randrange(8)}"}}

    def text(self):
        return {"S": self.pick("", "a", "ab", "b", "Z", "é", "\uffee", "\U0001f600")}

    def number(self):
        return {"N": self.pick("0", "1", "2", "-1", "0.5", "1.0", "10", "1E2")}

    def value(self, depth=1):
        kinds = [self.text, self.number, self.text, self.number,
                 lambda: {"B": self.pick("AQ==", "AQI=", "gA==")}, lambda: {"BOOL": self.chance(0.5)}, lambda: {"NULL": True},
                 lambda: {"SS": self.random.sample(["a", "b", "c"], self.random.randint(1, 3))},
                 lambda: {"NS": self.random.sample(["1", "2", "3"], self.random.randint(1, 3))}]
        if depth:
            kinds += [lambda: {"L": [self.value(depth - 1) for _ in range(self.random.randrange(4))]},
                      lambda: {"M": {k: self.value(depth - 1) for k in self.random.sample(["k", "q"], self.random.randrange(3))}}]
        return self.pick(*kinds)()

    def typed(self, name):
        """A value of the type that an attribute mostly has."""
        if self.chance(0.15):
            return self.value()
        return {"a": self.number, "b": self.number, "s": self.text, "t": self.text,
                "l": lambda: {"L": [self.value(0) for _ in range(self.random.randrange(4))]},
                "m": lambda: {"M": {"k": self.value(0), "n": self.number()}},
                "ss": lambda: {"SS": self.random.sample(["a", "b", "c"], self.random.randint(1, 3))},
                "x": lambda: {"B": self.pick("AQ==", "AQI=")}, "z": self.value}[name]()

    def name(self):
        return self.pick("a", "b", "s", "t", "l", "m", "ss", "x", "z")

    def item(self):
        item = self.key()
        for name in self.random.sample(["a", "b", "s", "t", "l", "m", "ss", "x", "z"], self.random.randrange(6)):
            item[name] = self.typed(name)
        if self.chance(0.5):
            item["day"] = {"S": f"@d{self.random.randrange(2)}"}
        if self.chance(0.5):
            item["startedAt"] = {"S": f"t{self.random.randrange(4)}"}
        if self.chance(0.3):
            item["from"] = {"S": f"@f{self.random.randrange(2)}"}
        return item

    def request(self):
        """[operation, request]"""
        self.names, self.values = {}, {}
        make = self.random.choices(
            [self.put, self.update, self.delete, self.get, self.query, self.index, self.batch_get, self.batch_write, self.transact],
            [14, 30, 8, 10, 16, 8, 4, 4, 6])[0]
        operation, request = make()
        if operation not in ("BatchGetItem", "BatchWriteItem", "TransactWriteItems"):
            self.given(request)
            if self.chance(0.2):
                self.spoil(request)
        return [operation, request]

    def given(self, request):
        if self.names:
            request["ExpressionAttributeNames"] = self.names
        if self.values:
            request["ExpressionAttributeValues"] = self.values
        self.names, self.values = {}, {}

    def spoil(self, request):
        expressions = [k for k in request if k.endswith("Expression")]
        if not expressions:
            return
        chosen = self.pick(*expressions)
        how = self.pick("cut", "unused", "undefined", "reserved", "word")
        if how == "cut":
            request[chosen] = request[chosen][:-1 - self.random.randrange(3)]
        elif how == "unused":
            request.setdefault("ExpressionAttributeNames", {})["#unused"] = "x"
        elif how == "undefined":
            request[chosen] = request[chosen].replace(":v0", ":nobody")
        elif how == "reserved":
            request[chosen] = request[chosen].replace("a ", "name ", 1)
        else:
            request[chosen] += " nonsense"

    def given_value(self, value):
        name = f":v{len(self.values)}"
        self.values[name] = value
        return name

    def path(self):
        name = self.name()
        if self.chance(0.2):
            self.names["#" + name] = name
            name = "#" + name
        if self.chance(0.15):
            name += self.pick(".k", ".n", "[0]", "[1]", "[5]")
        return name

    def operand(self, name):
        plain = name.lstrip("#").split(".")[0].split("[")[0]
        return self.given_value(self.typed(plain)) if self.chance(0.85) else self.path()

    def condition(self, depth=2):
        if depth and self.chance(0.4):
            left, right = self.condition(depth - 1), self.condition(depth - 1)
            return self.pick(f"({left}) AND ({right})" if " OR " in left + right else f"{left} AND {right}",
                             f"{left} OR {right}", f"NOT {left}" if " " in left and " OR " not in left and " AND " not in left else left)
        path = self.path()
        plain = path.lstrip("#").split(".")[0].split("[")[0]
        kind = self.random.randrange(9)
        if kind < 3:
            return f"{path} {self.pick('=', '<>', '<', '<=', '>', '>=')} {self.operand(path)}"
        if kind == 3:
            return f"{path} BETWEEN {self.given_value(self.typed(plain))} AND {self.given_value(self.typed(plain))}"
        if kind == 4:
            return f"{path} IN ({self.operand(path)}, {self.operand(path)})"
        if kind == 5:
            return f"{self.pick('attribute_exists', 'attribute_not_exists')}({path})"
        if kind == 6:
            return f"attribute_type({path}, {self.given_value({'S': self.pick('S', 'N', 'L', 'M', 'SS', 'NULL', 'B')})})"
        if kind == 7:
            return f"{self.pick('begins_with', 'contains')}({path}, {self.operand(path)})"
        return f"size({path}) {self.pick('=', '>', '<')} {self.given_value(self.number())}"

    def update_expression(self):
        sets, others = [], {}
        for _ in range(self.random.randint(1, 3)):
            path = self.path()
            plain = path.lstrip("#").split(".")[0].split("[")[0]
            kind = self.random.randrange(8)
            if kind < 3:
                sets.append(f"{path} = {self.given_value(self.typed(plain))}")
            elif kind == 3:
                sets.append(f"{path} = if_not_exists({path}, {self.given_value(self.typed(plain))})")
            elif kind == 4:
                end = self.given_value({"L": [self.value(0)]})
                start = self.pick(path, f"if_not_exists({path}, {self.given_value({'L': []})})")
                sets.append(f"{path} = list_append({start}, {end})")
            elif kind == 5:
                sets.append(f"{path} = {path} {self.pick('+', '-')} {self.given_value(self.number())}")
            elif kind == 6:
                others.setdefault("REMOVE", []).append(path)
            else:
                verb = self.pick("ADD", "DELETE")
                value = self.typed("ss") if verb == "DELETE" or self.chance(0.4) else self.number()
                others.setdefault(verb, []).append(f"{path} {self.given_value(value)}")
        if self.chance(0.2):
            self.names["#day"] = "day"
            sets.append(f"#day = {self.given_value({'S': f'@d{self.random.randrange(2)}'})}")
        clauses = (["SET " + ", ".join(sets)] if sets else []) + [verb + " " + ", ".join(parts) for verb, parts in others.items()]
        self.random.shuffle(clauses)
        return " ".join(clauses)

    def put(self):
        request = {"TableName": "calls", "Item": self.item()}
        self.conditional(request)
        if self.chance(0.3):
            request["ReturnValues"] = "ALL_OLD"
        return "PutItem", request

    def conditional(self, request):
        if self.chance(0.5):
            request["ConditionExpression"] = self.condition()
            if self.chance(0.3):
                request["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"

    def update(self):
        request = {"TableName": "calls", "Key": self.key(), "UpdateExpression": self.update_expression()}
        self.conditional(request)
        if self.chance(0.5):
            request["ReturnValues"] = self.pick("ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW")
        return "UpdateItem", request

    def delete(self):
        request = {"TableName": "calls", "Key": self.key()}
        self.conditional(request)
        if self.chance(0.3):
            request["ReturnValues"] = "ALL_OLD"
        return "DeleteItem", request

    def get(self):
        request = {"TableName": "calls", "Key": self.key(), "ConsistentRead": True}
        if self.chance(0.5):
            request["ProjectionExpression"] = ", ".join(self.path() for _ in range(self.random.randint(1, 3)))
        return "GetItem", request

    def query(self):
        request = {"TableName": "calls", "ConsistentRead": True, "ScanIndexForward": self.chance(0.6)}
        key = f"pk = {self.given_value(self.key()['pk'])}"
        if self.chance(0.6):
            bound = lambda: self.given_value({"S": f"k{self.random.randrange(8)}"})
            key += " AND " + self.pick(lambda: f"sk {self.pick('=', '<', '<=', '>', '>=')} {bound()}",
                                       lambda: f"sk BETWEEN {bound()} AND {bound()}", lambda: f"begins_with(sk, {bound()})")()
        request["KeyConditionExpression"] = key
        if self.chance(0.4):
            request["FilterExpression"] = self.condition(1)
        if self.chance(0.2):
            request["ProjectionExpression"] = self.path()
        if self.chance(0.4):
            request["Limit"] = self.random.randint(1, 4)
        if self.chance(0.1):
            request["Select"] = "COUNT"
        if self.chance(0.2):
            request["ExclusiveStartKey"] = self.key()
        return "Query", request

    def index(self):
        name, key, letter = self.pick(("by-day", "day", "d"), ("by-caller", "from", "f"))
        self.names["#key"] = key
        request = {"TableName": "calls", "IndexName": name,
                   "KeyConditionExpression": f"#key = {self.given_value({'S': f'@{letter}{self.random.randrange(2)}'})}"}
        if self.chance(0.4):
            bound = self.given_value({"S": f"t{self.random.randrange(4)}"})
            request["KeyConditionExpression"] += f" AND startedAt {self.pick('=', '<', '>')} {bound}"
        if self.chance(0.4):
            request["FilterExpression"] = self.condition(1)
        return "Query", request

    def keys(self, most):
        keys = {json.dumps(k): k for k in (self.key() for _ in range(self.random.randint(1, most)))}
        return list(keys.values())

    def batch_get(self):
        keys = self.keys(6)
        if self.chance(0.1):
            keys.append(keys[0])
        return "BatchGetItem", {"RequestItems": {"calls": {"Keys": keys, "ConsistentRead": True}}}

    def batch_write(self):
        writes = []
        for key in self.keys(5):
            item = {**self.item(), **key}
            writes.append(self.pick({"PutRequest": {"Item": item}}, {"DeleteRequest": {"Key": key}}))
        return "BatchWriteItem", {"RequestItems": {"calls": writes}}

    def transact(self):
        """Well-formed ones only, of what moto has right: see KNOWN."""
        actions = []
        for key in self.keys(3):
            verb = self.pick("Put", "Update", "Delete", "ConditionCheck")
            action = {"TableName": "calls", "Item" if verb == "Put" else "Key": {**key, "a": self.number()} if verb == "Put" else key}
            if verb == "Update":
                action["UpdateExpression"] = "SET s = :s ADD c :one"
                self.values.update({":s": self.text(), ":one": {"N": "1"}})
            if verb == "ConditionCheck" or self.chance(0.4):
                action["ConditionExpression"] = self.pick("attribute_exists(pk)", "attribute_not_exists(pk)", "attribute_not_exists(s)")
                if self.chance(0.5):
                    action["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
            self.given(action)
            actions.append({verb: action})
        return "TransactWriteItems", {"TransactItems": actions}


def touched(operation, request):
    """The keys that a request may change."""
    key = lambda item: {"pk": item["pk"], "sk": item["sk"]}
    if operation in ("PutItem", "UpdateItem", "DeleteItem"):
        return [key(request.get("Item", request.get("Key")))]
    if operation == "BatchWriteItem":
        return [key(w["PutRequest"]["Item"] if "PutRequest" in w else w["DeleteRequest"]["Key"]) for w in request["RequestItems"]["calls"]]
    if operation == "TransactWriteItems":
        return [key(a.get("Item", a.get("Key"))) for action in request["TransactItems"] for a in action.values()]
    return []


def judges(operation, answer, moto, dynalite):
    if operation == "TransactWriteItems" or "item" in answer:
        return [moto]
    return [moto, dynalite]


class Comparison:
    def __init__(self, ours, moto, dynalite):
        self.ours, self.moto, self.dynalite = ours, moto, dynalite
        self.runs = self.compared = self.agreed = self.unjudged = 0
        self.skipped = dict.fromkeys(KNOWN, 0)

    def play(self, steps):
        """What went wrong, if anything."""
        self.runs += 1
        for server in (self.ours, self.moto, self.dynalite):
            server.revive()
        steps = json.loads(json.dumps(steps).replace("@", f"r{self.runs}-"))
        for operation, request in steps:
            wrong = self.step(operation, request)
            if wrong:
                return wrong
        for request in self.whole():
            wrong = self.step("Query", request)
            if wrong:
                return wrong
        return None

    def whole(self):
        for partition in range(6):
            yield {"TableName": "calls", "KeyConditionExpression": "pk = :p", "ConsistentRead": True,
                   "ExpressionAttributeValues": {":p": {"S": f"r{self.runs}-p{partition}"}}}
        for index, key, letter in (("by-day", "day", "d"), ("by-caller", "from", "f")):
            for partition in range(2):
                yield {"TableName": "calls", "IndexName": index, "KeyConditionExpression": "#k = :p",
                       "ExpressionAttributeNames": {"#k": key},
                       "ExpressionAttributeValues": {":p": {"S": f"r{self.runs}-{letter}{partition}"}}}

    def step(self, operation, request):
        answer = self.ours.ask(operation, request)
        others = {server.name: server.ask(operation, request) for server in (self.moto, self.dynalite)}
        self.compared += 1
        judging = judges(operation, answer, self.moto, self.dynalite)
        asked = [server for server in judging if not server.lost and others[server.name]["status"] != 500]
        right = any(others[server.name] == answer for server in asked)
        excuse = None if right else self.known(request, answer, others)
        if right:
            self.agreed += 1
        elif excuse:
            self.skipped[excuse] += 1
        elif len(asked) < len(judging) and answer["status"] != 500:
            self.unjudged += 1
        else:
            return {"operation": operation, "request": request, "ours": answer, **others}
        for key in touched(operation, request):
            self.mend(key)
        return None

    @staticmethod
    def known(request, answer, others):
        return next((name for name, fits in KNOWN.items() if fits(request, answer, others)), None)

    def mend(self, key):
        read = {"TableName": "calls", "Key": key, "ConsistentRead": True}
        right = self.ours.ask("GetItem", read)
        item = right["body"].get("Item")
        for server in (self.moto, self.dynalite):
            if server.ask("GetItem", read) != right:
                if item:
                    server.ask("PutItem", {"TableName": "calls", "Item": item})
                else:
                    server.ask("DeleteItem", {"TableName": "calls", "Key": key})


def shorten(comparison, steps, wrong):
    """Drops steps as long as it still goes wrong."""
    end = time.monotonic() + 15
    for size in (16, 8, 4, 2, 1):
        at = 0
        while at < len(steps) and time.monotonic() < end:
            fewer = steps[:at] + steps[at + size:]
            still = comparison.play(fewer)
            if still:
                steps, wrong = fewer, still
            else:
                at += size
    return steps, wrong


def main():
    parser = argparse.ArgumentParser()
    for name in ("ours", "moto", "dynalite", "seconds", "seed"):
        parser.add_argument("--" + name, type=int, required=True)
    parser.add_argument("--key", required=True)
    given = parser.parse_args()
    servers = [Server("ours", given.ours, given.key), Server("moto", given.moto, "any"), Server("dynalite", given.dynalite, "any")]
    print(f"seed {given.seed}")
    comparison = Comparison(*servers)
    end = time.monotonic() + given.seconds
    sequence = 0
    while time.monotonic() < end:
        generator = Generator(f"{given.seed}-{sequence}")
        steps = [generator.request() for _ in range(STEPS)]
        wrong = comparison.play(steps)
        if wrong:
            steps, wrong = shorten(comparison, steps, wrong)
            print(f"sequence {sequence} of seed {given.seed}, {len(steps)} steps:")
            for step in steps:
                print("  " + json.dumps(step, ensure_ascii=False))
            for name, what in wrong.items():
                print(f"{name}: {json.dumps(what, ensure_ascii=False)}")
            sys.exit(1)
        sequence += 1
    print(f"{sequence} sequences of {STEPS}, {comparison.compared} answers compared, {comparison.agreed} agreed, "
          f"{comparison.unjudged} judged by one at the most, since a referee broke, known mistakes of the referees: {comparison.skipped}")


if __name__ == "__main__":
    main()
