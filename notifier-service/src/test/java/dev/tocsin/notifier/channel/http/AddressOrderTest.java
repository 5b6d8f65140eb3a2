package dev.tocsin.notifier.channel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.channel.AllowedEndpoints;
import dev.tocsin.notifier.channel.EndpointRules;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome.Answered;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome.Failed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The addresses of one name are tried one after the other, until one takes the request.
final class AddressOrderTest extends GuardedClientFixture {

    @Test
    void anAddressThatRefusesIsFollowedByTheNext() throws UnknownHostException {
        answer(open, 200, "well");
        var both = new EndpointRules(AllowedEndpoints.of(List.of("127.0.0.0/8:" + port)));

        var outcome = outcome(
                "http://hooks.example:%d/".formatted(port), both, addresses("127.0.0.3", "127.0.0.1"), Kind.NOTICE);

        assertThat(outcome).isInstanceOf(Answered.class);
        assertThat(requests).hasSize(1);
    }

    /// Its backlog is full, so that the system drops what else would connect.
    @Test
    void anAddressThatDropsPacketsLeavesTimeForTheNext() throws IOException {
        answer(open, 200, "well");
        var both = new EndpointRules(AllowedEndpoints.of(List.of("127.0.0.0/8:" + port)));
        try (var dropping = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.4"));
                var first = new Socket(dropping.getInetAddress(), port);
                var second = new Socket(dropping.getInetAddress(), port)) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();

            var outcome = outcome(
                    "http://hooks.example:%d/".formatted(port), both, addresses("127.0.0.4", "127.0.0.1"), Kind.NOTICE);

            assertThat(outcome).isInstanceOf(Answered.class);
            assertThat(requests).hasSize(1);
        }
    }

    /// A receiver that may have taken the notice must not get it again at once from another address.
    @Test
    void anAddressThatTookTheRequestAndBrokeOffIsNotFollowedByAnother() throws IOException {
        answer(open, 200, "well");
        try (var breaking = new ScriptedEndpoint("", true, port, "127.0.0.5")) {
            var both = new EndpointRules(AllowedEndpoints.of(List.of("127.0.0.0/8:" + port)));

            var outcome = outcome(
                    "http://hooks.example:%d/".formatted(port), both, addresses("127.0.0.5", "127.0.0.1"), Kind.NOTICE);

            assertThat(outcome).isInstanceOf(Failed.class);
            assertThat(breaking.connections()).isEqualTo(1);
            assertThat(requests).isEmpty();
        }
    }

    @Test
    void theFamiliesOfAddressesAreTriedInTurn() throws UnknownHostException {
        var resolved = addresses("127.0.0.1", "127.0.0.2", "::1", "::2").resolve("");

        assertThat(AddressOrder.of(resolved))
                .containsExactlyElementsOf(
                        addresses("127.0.0.1", "::1", "127.0.0.2", "::2").resolve(""));
    }
}
