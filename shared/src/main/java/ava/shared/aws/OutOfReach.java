package ava.shared.aws;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// A service of AWS could not be reached or did not do what was asked: the one type for all that a
/// client may throw, whatever it is. A failed condition is an answer and passes as it is. Nobody
/// but this class catches the SDK's exceptions; the message carries no content of the request.
public final class OutOfReach extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean mayPass;
  private final boolean mayBeDone;

  private OutOfReach(String what, Exception cause, boolean mayPass, boolean mayBeDone) {
    super(what + " out of reach: " + told(cause), cause);
    this.mayPass = mayPass;
    this.mayBeDone = mayBeDone;
  }

  /// Makes a request.
  ///
  /// @param what the service, for the log
  /// @throws OutOfReach when it has no answer, or one that is neither success nor a failed
  ///   condition
  public static <T> T reach(String what, Supplier<T> request) {
    try {
      return request.get();
    } catch (ConditionalCheckFailedException | TransactionCanceledException e) {
      throw e;
    } catch (AwsServiceException e) {
      throw new OutOfReach(what, e, mayPass(e), e.statusCode() >= 500);
    } catch (SdkException | UncheckedIOException | RejectedExecutionException e) {
      throw new OutOfReach(what, e, !(e instanceof AbortedException), !neverConnected(e));
    }
  }

  /// What an asynchronous client ended with, be it wrapped or not.
  ///
  /// @param what the service, for the log
  public static OutOfReach of(String what, Throwable problem) {
    return switch (problem) {
      case CompletionException wrapped when wrapped.getCause() != null ->
          of(what, wrapped.getCause());
      case AwsServiceException e -> new OutOfReach(what, e, mayPass(e), e.statusCode() >= 500);
      case Exception e ->
          new OutOfReach(what, e, !(e instanceof AbortedException), !neverConnected(e));
      case Error e -> throw e;
      default -> throw new IllegalStateException(problem);
    };
  }

  /// Whether the same request may succeed later. Permissions may be granted later, too.
  public boolean mayPass() {
    return mayPass;
  }

  /// Whether the request may have had its effect although its answer was lost.
  public boolean mayBeDone() {
    return mayBeDone;
  }

  /// The service's own code, such as `MessageRejected`; empty when it did not answer.
  public Optional<String> code() {
    return service().map(OutOfReach::code);
  }

  /// The HTTP status of the answer; empty when there was none.
  public Optional<Integer> status() {
    return service().map(AwsServiceException::statusCode);
  }

  /// Whether the service said so with this status and in such words.
  ///
  /// @param words a regular expression of its whole message
  public boolean says(int status, String words) {
    return service()
        .filter(e -> e.statusCode() == status)
        .filter(e -> String.valueOf(e.getMessage()).matches(words))
        .isPresent();
  }

  private Optional<AwsServiceException> service() {
    return getCause() instanceof AwsServiceException e ? Optional.of(e) : Optional.empty();
  }

  private static boolean mayPass(AwsServiceException e) {
    return e.statusCode() >= 500 || e.isThrottlingException() || e.statusCode() == 403;
  }

  private static boolean neverConnected(Throwable e) {
    return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
        .limit(10)
        .anyMatch(
            cause -> cause instanceof ConnectException || cause instanceof UnknownHostException);
  }

  private static String told(Exception cause) {
    return cause instanceof AwsServiceException e
        ? e.statusCode() + " " + code(e)
        : cause.getClass().getSimpleName();
  }

  private static String code(AwsServiceException e) {
    var details = e.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }
}
