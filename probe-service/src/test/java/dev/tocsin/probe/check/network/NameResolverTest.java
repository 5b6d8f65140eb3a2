package dev.tocsin.probe.check.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameResolverTest {

    private final NameResolver names = new NameResolver();

    @Test
    void anAddressIsItsOwnName() {
        assertThat(resolve("192.0.2.1")).extracting(InetAddress::getHostAddress).containsExactly("192.0.2.1");
        assertThat(resolve("::1")).extracting(InetAddress::getHostAddress).containsExactly("0:0:0:0:0:0:0:1");
    }

    @Test
    void theHostsFileIsHeardAlsoByManyAtOnce() {
        var all = IntStream.range(0, 2000)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> resolve("localhost"), Thread::startVirtualThread))
                .toList();

        assertThat(all).allSatisfy(one -> assertThat(one.join()).containsExactly(InetAddress.ofLiteral("127.0.0.1")));
    }

    private List<InetAddress> resolve(String host) {
        try {
            return names.addresses(host, new Ask(Duration.ofSeconds(5)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
