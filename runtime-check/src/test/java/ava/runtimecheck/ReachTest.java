package ava.runtimecheck;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Whatever a client of AWS throws is one type. The classes of every module are looked at, as far
/// as they are built; what plays AWS itself is left out.
class ReachTest {
  /// What the table answers to a condition: no failure. What stands in for AWS fails as AWS does.
  private static final Set<String> STAND_INS = Set.of("embedded", "trials");

  private static final Set<String> ANSWERS =
      Set.of("ConditionalCheckFailedException", "TransactionCanceledException");

  private static final DescribedPredicate<JavaClass> EXCEPTION_OF_THE_SDK =
      describe(
          "exceptions of the SDK",
          type ->
              type.getPackageName().startsWith("software.amazon.awssdk")
                  && type.getSimpleName().endsWith("Exception"));

  private static final DescribedPredicate<JavaClass> ANSWER =
      describe("answers", type -> ANSWERS.contains(type.getSimpleName()));

  private static final JavaClasses AVA = new ClassFileImporter().importPaths(modules());

  @Test
  void onlyOneClassKnowsTheExceptionsOfTheSdk() {
    noClasses()
        .that(DescribedPredicate.not(simpleName("OutOfReach")))
        .should()
        .dependOnClassesThat(EXCEPTION_OF_THE_SDK.and(DescribedPredicate.not(ANSWER)))
        .check(AVA);
  }

  @Test
  void theRuleSeesWhatIsCaught() {
    classes().that().haveSimpleName("CallStore").should().dependOnClassesThat(ANSWER).check(AVA);
    classes()
        .that()
        .haveSimpleName("OutOfReach")
        .should()
        .dependOnClassesThat(EXCEPTION_OF_THE_SDK)
        .check(AVA);
  }

  @Test
  void everyModuleIsLookedAt() {
    assertThat(AVA)
        .extracting(JavaClass::getName)
        .contains(
            "ava.shared.table.CallStore",
            "ava.telephone.TelephoneHandler",
            "ava.summary.SummaryHandler",
            "ava.live.LiveHandler",
            "ava.dashboard.DashboardHandler")
        .noneMatch(name -> name.startsWith("ava.embedded"));
  }

  private static List<Path> modules() {
    try (var files = Files.find(Template.PROJECT, 3, (file, _) -> file.endsWith("pom.xml"))) {
      return files
          .filter(
              pom -> STAND_INS.stream().map(Template.PROJECT::resolve).noneMatch(pom::startsWith))
          .map(pom -> pom.resolveSibling("target/classes"))
          .filter(Files::exists)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
