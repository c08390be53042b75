package ava.runtimecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every setting that a part reads is set in the template, and every one that is set is read.
class SettingsTest {
  private static final Pattern READ =
      Pattern.compile(
          "(?:\\.\\s*|(?=text\\(settings,))"
              + "(required|text|optional|secret|optionalSecret|address|number|list)"
              + "\\(\\s*(?:settings,\\s*)?\"([A-Z][A-Z0-9_]+)\"");
  private static final Pattern READ_BY_LOGGING = Pattern.compile("LEVEL = \"([A-Z_]+)\"");

  /// Read by the AWS SDK, not by us.
  private static final Set<String> OF_THE_SDK = Set.of("AWS_REGION");

  private final Template template = Template.read();

  @Test
  void everyFunctionFindsWhatItReadsAndNothingElse() {
    for (var function : template.functions()) {
      var sources = Template.PROJECT.resolve("functions").resolve(function.name());

      assertThat(withoutArns(function.variables()))
          .as(function.logicalId())
          .isEqualTo(settings(sources));
    }
  }

  @Test
  void theBridgeFindsWhatItReadsAndNothingElse() {
    var set = withoutArns(template.bridgeVariables());
    set.removeAll(OF_THE_SDK);

    assertThat(set).isEqualTo(settings(Template.PROJECT.resolve("bridge")));
  }

  @Test
  void functionsAreNamedTheirSecretsAndNeverToldThem() {
    for (var function : template.functions()) {
      var sources = Template.PROJECT.resolve("functions").resolve(function.name());
      for (var secret : secrets(sources)) {
        assertThat(function.variables()).as(function.logicalId()).contains(secret + "_ARN");
        assertThat(plain(function, secret)).as(function.logicalId() + " " + secret).isEmpty();
      }
    }
  }

  /// ECS would read them once, when the container starts.
  @Test
  void theBridgeIsNamedItsSecretsAndNeverToldThem() {
    assertThat(secrets(Template.PROJECT.resolve("bridge")))
        .isNotEmpty()
        .allSatisfy(secret ->
            assertThat(template.bridgeVariables())
                .contains(secret + "_ARN")
                .doesNotContain(secret));
    assertThat(template.bridge().has("Secrets")).isFalse();
  }

  @Test
  void callersGoToTheVoicemailAtOnceWhileThereIsNoBridge() {
    for (var function : template.functions()) {
      var url = variable(function, "BRIDGE_URL");
      if (!url.isMissingNode()) {
        assertThat(url.path(0).asString("")).as(function.logicalId()).isEqualTo("HasBridge");
        assertThat(url.path(2).asString("?")).as(function.logicalId()).isEmpty();
      }
    }
  }

  @Test
  void samLocalCanSetWhatTheEnvironmentFileNames() {
    var file = JsonMapper.shared().readTree(Template.PROJECT.resolve("events/env.json"));

    for (var function : template.functions()) {
      assertThat(function.variables())
          .as(function.logicalId())
          .containsAll(file.path(function.logicalId()).propertyNames());
    }
  }

  private String plain(Template.Function function, String name) {
    return variable(function, name).asString("");
  }

  private JsonNode variable(Template.Function function, String name) {
    return template
        .properties(function.logicalId())
        .path("Environment")
        .path("Variables")
        .path(name);
  }

  private static Set<String> withoutArns(Set<String> names) {
    return names.stream()
        .map(name -> name.replaceFirst("_ARN$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> settings(Path module) {
    var names = new TreeSet<String>();
    for (var source : sources(module, "java")) {
      READ.matcher(source).results().forEach(found -> names.add(found.group(2)));
    }
    for (var source : sources(Template.PROJECT.resolve("shared"), "java")) {
      READ_BY_LOGGING.matcher(source).results().forEach(found -> names.add(found.group(1)));
    }
    return names;
  }

  private static Set<String> secrets(Path module) {
    var names = new TreeSet<String>();
    for (var source : sources(module, "java")) {
      READ.matcher(source)
          .results()
          .filter(found -> found.group(1).toLowerCase(java.util.Locale.ROOT).endsWith("secret"))
          .forEach(found -> names.add(found.group(2)));
    }
    return names;
  }

  private static Iterable<String> sources(Path module, String extension) {
    try (var files = Files.walk(module.resolve("src/main"))) {
      return files
          .filter(file -> file.toString().endsWith("." + extension))
          .map(SettingsTest::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
