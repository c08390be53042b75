package ava.trial.world;

import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.ses.model.SendRawEmailResponse;

/// A client of the mail service by one that all worlds share. It knows the operation that Ava uses.
final class ShortMail implements SesClient {
  private final CloudHttp http;
  private final SesClient sdk;

  /// @param sdk over [SharedHttp]
  ShortMail(CloudHttp http, SesClient sdk) {
    this.http = http;
    this.sdk = sdk;
  }

  @Override
  public SendRawEmailResponse sendRawEmail(SendRawEmailRequest request) {
    return SharedHttp.by(http, () -> sdk.sendRawEmail(request));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
