package example;

import java.io.FileInputStream;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.client.RestTemplate;
import sbc.ApiClient;
import sbc.api.ConfigurationApi;
import sbc.api.SessionApi;
import sbc.api.StatusApi;
import sbc.model.ErrorResponse;
import sbc.model.Message;
import sbc.model.OperationName;
import sbc.model.OperationState;
import sbc.model.OperationStatus;

/** Runs verify, save and activate on an SBC, and waits for the end of each. */
public class Commit {
  private static final Duration TIMEOUT = Duration.ofMinutes(9);

  private final ConfigurationApi configuration;
  private final StatusApi status;

  Commit(ApiClient client) {
    configuration = new ConfigurationApi(client);
    status = new StatusApi(client);
  }

  static ApiClient connect(String url, String user, String password, String ca) throws Exception {
    var transport = HttpClient.newBuilder().sslContext(trusting(ca)).build();
    // The client's own RestTemplate rejects elements that the specification does not have.
    var client = new ApiClient(new RestTemplate(new JdkClientHttpRequestFactory(transport)));
    client.setBasePath(url);
    client.setUsername(user);
    client.setPassword(password);
    var token = new SessionApi(client).requestToken(null);
    System.out.println("logged in");
    client.setBearerToken(token.getData().getAccessToken());
    return client;
  }

  private static SSLContext trusting(String ca) throws Exception {
    var keys = KeyStore.getInstance(KeyStore.getDefaultType());
    keys.load(null, null);
    try (InputStream file = new FileInputStream(ca)) {
      var certificate = CertificateFactory.getInstance("X.509").generateCertificate(file);
      keys.setCertificateEntry("device", certificate);
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(keys);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** Returns null if there has been no asynchronous request. */
  private OperationState status() {
    return status.getAsyncStatus().getData().getOperationState();
  }

  /** Submits a request, and returns after its success. */
  private void run(OperationName name, Runnable submit) throws InterruptedException {
    var before = status();
    if (before != null && before.getStatus() == OperationStatus.IN_PROGRESS) {
      throw new IllegalStateException("another request (%s) is in progress".formatted(before.getOperation()));
    }
    submit.run();
    // Until the status changes, the end of an earlier request of the same name is not ours.
    var isOurs = before == null || before.getOperation() != name;
    for (var deadline = Instant.now().plus(TIMEOUT); Instant.now().isBefore(deadline); Thread.sleep(200)) {
      var now = status();
      if (now == null || now.getOperation() != name) continue;
      if (now.getStatus() == OperationStatus.IN_PROGRESS) {
        isOurs = true;
      } else if (isOurs && now.getStatus() == OperationStatus.SUCCESS) {
        System.out.println(name + " succeeded");
        return;
      } else if (isOurs) {
        throw new IllegalStateException(name + " failed: " + now.getErrorMessage());
      }
    }
    throw new IllegalStateException("unknown: the end of %s was not seen".formatted(name));
  }

  void commit() throws InterruptedException {
    configuration.lockConfiguration();
    System.out.println("locked");
    try {
      run(OperationName.VERIFY, () -> configuration.saveVerifyOrRestore("verify", null, null));
      run(OperationName.SAVE, () -> configuration.saveVerifyOrRestore("save", null, null));
      run(OperationName.ACTIVATE, () -> configuration.activateOrBackUp("activate", null, null));
    } finally {
      configuration.unlockConfiguration();
    }
  }

  private static String describe(RestClientResponseException error) {
    var messages = error.getResponseBodyAs(ErrorResponse.class).getMessages().getMessage();
    var texts = messages.stream().map(Message::getErrorMessage).collect(Collectors.joining(" "));
    return error.getStatusCode().value() + " " + texts;
  }

  public static void main(String[] arguments) throws Exception {
    try {
      var env = System.getenv();
      new Commit(connect(env.get("SBC_URL"), env.get("SBC_USER"), env.get("SBC_PASSWORD"), env.get("SBC_CA")))
          .commit();
    } catch (RestClientResponseException error) {
      System.err.println(describe(error));
      System.exit(1);
    } catch (IllegalStateException error) {
      System.err.println(error.getMessage());
      System.exit(1);
    }
  }
}
