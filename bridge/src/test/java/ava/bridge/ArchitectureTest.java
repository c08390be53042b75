package ava.bridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "ava.bridge", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule theCoreKnowsNoSocketNoJsonNoAws =
      noClasses()
          .that()
          .resideInAPackage("ava.bridge.call..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "ava.bridge.call..",
              "ava.shared..",
              "java.io", // byte arrays in memory; sockets are in java.net
              "java.lang..",
              "java.util..",
              "java.time..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule theCallersSideKnowsOnlyTheCore =
      noClasses()
          .that()
          .resideInAPackage("ava.bridge.twilio..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ava.bridge", "ava.bridge.openai..", "ava.bridge.aws..");

  @ArchTest
  static final ArchRule theModelsSideKnowsOnlyTheCore =
      noClasses()
          .that()
          .resideInAPackage("ava.bridge.openai..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ava.bridge", "ava.bridge.twilio..", "ava.bridge.aws..");

  @ArchTest
  static final ArchRule theTablesSideKnowsOnlyTheCore =
      noClasses()
          .that()
          .resideInAPackage("ava.bridge.aws..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ava.bridge", "ava.bridge.twilio..", "ava.bridge.openai..");

  @ArchTest
  static final ArchRule noCycles = slices().matching("ava.bridge.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses().should().haveNameMatching(".*(Impl|Manager|Utils?|Helper)");

  @ArchTest
  static final ArchRule onlyMainReadsTheEnvironment =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Main")
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class);
}
