package dev.tocsin.notifier.operator.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.catalog.OperatorChannel;
import dev.tocsin.contract.catalog.SecretReference;
import dev.tocsin.contract.catalog.SecretReference.SecretPlace;
import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class OperatorAddressesTest {

    private static final String SIGNING = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

    @Inject
    OperatorAddresses addresses;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            on call                                 | is not an address such as https://host/path
            //hooks.harbour.example/tocsin          | is not an https address
            ftp://hooks.harbour.example/tocsin      | is not an https address
            https:///tocsin                         | has a host that is neither a plain name nor a plain IP address
            https://jo:hush@hooks.harbour.example/  | holds a user name or password
            """)
    void anAddressToWhichNothingCanBePostedIsAProblem(String address, String problem) throws IOException {
        var url = file("url", address);
        var channel = new OperatorChannel(
                "tickets",
                Channel.WEBHOOK,
                null,
                reference(url),
                reference(file("key", SIGNING)),
                List.of(),
                List.of());

        assertThat(addresses.problemWith(channel))
                .contains("the file %s at notifier-service %s".formatted(url, problem));
    }

    private Path file(String name, String secret) throws IOException {
        return Files.writeString(folder.resolve(name), secret);
    }

    private static SecretReference reference(Path file) {
        return new SecretReference(SecretPlace.FILE, file.toString());
    }
}
