package ava.runtimecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// What the build leaves out of the functions' jars is not missed, and what it leaves in is small.
class JarsTest {
  private static final long MOST_BYTES = 15_000_000;
  private static final String AWS = "software/amazon/awssdk/services/";
  private static final Pattern CLASS_OF_AWS = Pattern.compile(AWS + "[\\w/$]+");

  /// Names all operations of its service; those that are called are seen in our own classes.
  private static final Pattern CLIENT = Pattern.compile(AWS + "\\w+/\\w+Client");

  @Test
  void everyJarIsSmall() throws IOException {
    for (var function : Template.read().functions()) {
      var size = Files.size(function.jar());
      System.out.printf("%-12s %,11d bytes%n", function.name(), size);

      assertThat(size).as(function.name()).isLessThan(MOST_BYTES);
    }
  }

  @Test
  void everyClassOfAwsThatOurCodeCanReachIsInTheJar() throws IOException {
    for (var function : Template.read().functions()) {
      var classes = classes(function.jar());
      var reached = reached(classes);

      assertThat(reached).as(function.name()).hasSizeGreaterThan(100);
      reached.removeAll(classes.keySet());
      assertThat(reached)
          .as("%s: for the filters of maven-shade-plugin", function.name())
          .isEmpty();
    }
  }

  /// From the classes that ours name, over those that these name; any answer can be an error.
  private static Set<String> reached(Map<String, ClassModel> classes) {
    var reached = new TreeSet<String>();
    var next = new ArrayDeque<String>();
    classes.forEach((name, model) -> {
      if (name.startsWith("ava/")) {
        next.addAll(classesOfAws(model));
      } else if (name.endsWith("Exception")) {
        next.add(name);
      }
    });
    while (!next.isEmpty()) {
      var name = next.remove();
      var model = classes.get(name);
      if (reached.add(name) && model != null && !CLIENT.matcher(name).matches()) {
        next.addAll(classesOfAws(model));
        if (name.endsWith("Request") && !model.flags().has(AccessFlag.ABSTRACT)) {
          // only the client names it
          next.add(name.replace("/model/", "/transform/") + "Marshaller");
        }
      }
    }
    return reached;
  }

  private static Collection<String> classesOfAws(ClassModel model) {
    return StreamSupport.stream(model.constantPool().spliterator(), false)
        .filter(Utf8Entry.class::isInstance)
        .flatMap(text -> CLASS_OF_AWS.matcher(((Utf8Entry) text).stringValue()).results())
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  /// Our classes and those of the services.
  private static Map<String, ClassModel> classes(Path jar) throws IOException {
    var found = new HashMap<String, ClassModel>();
    try (var file = new JarFile(jar.toFile())) {
      for (var entry : Collections.list(file.entries())) {
        var name = entry.getName();
        if (name.endsWith(".class") && (name.startsWith("ava/") || name.startsWith(AWS))) {
          try (var bytes = file.getInputStream(entry)) {
            found.put(name.replace(".class", ""), ClassFile.of().parse(bytes.readAllBytes()));
          }
        }
      }
    }
    return found;
  }
}
