package ava.bridge;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

@AnalyzeClasses(packages = "ava.bridge", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule theCoreKnowsNoSocketNoJsonNoAws =
      noClasses()
          .that()
          .resideInAPackage("ava.bridge.call..")
          .should()
          .dependOnClassesThat(
              resideOutsideOfPackages(
                  "ava.bridge.call..",
                  "java.io", // byte arrays in memory; sockets are in java.net
                  "java.lang..",
                  "java.util..",
                  "java.time..",
                  "ava.shared.call..",
                  "org.jspecify.."));

  @ArchTest
  static final ArchRule eachPartOfACallChangesNothingButItself =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage("ava.bridge.call..")
          .and()
          .areNotFinal()
          .should()
          .bePrivate();

  @ArchTest static final ArchRule theCallersSideKnowsOnlyTheCore = knowsOnlyTheCore("twilio");

  @ArchTest static final ArchRule theModelsSideKnowsOnlyTheCore = knowsOnlyTheCore("openai");

  @ArchTest static final ArchRule theVoicesSideKnowsOnlyTheCore = knowsOnlyTheCore("speech");

  @ArchTest static final ArchRule theTablesSideKnowsOnlyTheCore = knowsOnlyTheCore("record");

  @ArchTest static final ArchRule whoAvaIsKnowsOnlyTheCore = knowsOnlyTheCore("persona");

  @ArchTest static final ArchRule whatAvaCanDoKnowsOnlyTheCore = knowsOnlyTheCore("tools");

  private static ArchRule knowsOnlyTheCore(String room) {
    return noClasses()
        .that()
        .resideInAPackage("ava.bridge." + room + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("ava.bridge..")
                .and(
                    resideOutsideOfPackages(
                        "ava.bridge." + room + "..", "ava.bridge.call..", "ava.bridge.json..")));
  }

  @ArchTest
  static final ArchRule whoAvaIsNeedsNoWireAndNoTable =
      noClasses()
          .that()
          .resideInAnyPackage("ava.bridge.persona..", "ava.bridge.tools..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..", "software.amazon..");

  @ArchTest
  static final ArchRule nothingBelowTheServerKnowsVertx =
      noClasses()
          .that(belowTheServer())
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..", "io.netty..");

  @ArchTest
  static final ArchRule timeChanceAndThreadsComeFromOutside =
      noClasses()
          .that(belowTheServer())
          .should()
          .accessTargetWhere(
              is(
                  "brings its own time, chance or thread",
                  Set.of(
                      "Instant.now",
                      "Clock.systemUTC",
                      "Clock.systemDefaultZone",
                      "System.nanoTime",
                      "System.currentTimeMillis",
                      "UUID.randomUUID",
                      "Math.random",
                      "Thread.sleep",
                      "Thread.startVirtualThread",
                      "Thread.ofVirtual",
                      "Thread.ofPlatform",
                      "CompletableFuture.supplyAsync",
                      "CompletableFuture.runAsync",
                      "CompletableFuture.orTimeout",
                      "CompletableFuture.completeOnTimeout")))
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.concurrent.Executors");

  /// The order of these differs from one process to another: fit for nothing but questions for one
  /// element.
  @ArchTest
  static final ArchRule nothingComesInTheOrderOfTheDay =
      noClasses()
          .that()
          .resideOutsideOfPackage("ava.bridge.call..") // asks its one map for one item at a time
          .should()
          .accessTargetWhere(
              is(
                  "makes a collection of no order",
                  Set.of(
                      "Set.copyOf",
                      "Map.copyOf",
                      "Map.ofEntries",
                      "Collectors.toSet",
                      "Collectors.toMap",
                      "Collectors.toUnmodifiableSet",
                      "Collectors.toUnmodifiableMap")))
          .orShould()
          .accessTargetWhere(
              new DescribedPredicate<>("makes a map of more than one entry") {
                @Override
                public boolean test(JavaAccess<?> access) {
                  return name(access).equals("Map.of")
                      && access.getTarget() instanceof CodeUnitAccessTarget of
                      && of.getRawParameterTypes().size() > 2;
                }
              });

  /// All but the server, what carries it and the programs.
  private static DescribedPredicate<JavaClass> belowTheServer() {
    return new DescribedPredicate<>("lie below the server") {
      @Override
      public boolean test(JavaClass type) {
        return !type.getPackageName().equals("ava.bridge.vertx")
            && !type.getName()
                .matches("ava\\.bridge\\.(Bridge(Main|Server)?|Rehearsal|HealthCheckMain)(\\$.*)?");
      }
    };
  }

  /// An access to one of these methods, whatever it is given.
  private static DescribedPredicate<JavaAccess<?>> is(String what, Set<String> methods) {
    return new DescribedPredicate<>(what) {
      @Override
      public boolean test(JavaAccess<?> access) {
        return methods.contains(name(access));
      }
    };
  }

  private static String name(JavaAccess<?> access) {
    return access.getTargetOwner().getSimpleName() + "." + access.getName();
  }
}
