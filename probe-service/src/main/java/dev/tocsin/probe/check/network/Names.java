package dev.tocsin.probe.check.network;

import static dev.tocsin.contract.health.ErrorKind.NAME_FAILURE;
import static dev.tocsin.contract.health.ErrorKind.NAME_NOT_FOUND;

import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.Phase;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/// Resolves names as the system is told to (hosts file, servers, search path), but anew for each ask.
///
/// The system's own resolver would cache, could not tell a name that is not there from a server that fails, and
/// would hold a carrier thread for as long as it waits.
@Singleton
public final class Names {

    private static final Duration SETTINGS_LIVE = Duration.ofSeconds(30);

    private final HostsFileParser hosts = new HostsFileParser();
    private @Nullable LookupSession session;
    private long readAt;

    /// The addresses of a host, or of an address written out; never empty.
    ///
    /// @throws FaultFound when the name is not there or cannot be resolved
    public List<InetAddress> resolve(String host, Ask ask) throws IOException, InterruptedException {
        ask.enter(Phase.RESOLVE);
        try {
            return List.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return named(name(host));
        }
    }

    private List<InetAddress> named(Name name) throws IOException, InterruptedException {
        for (var type : new int[] {Type.A, Type.AAAA}) {
            var written = inHostsFile(name, type);
            var addresses = written.isPresent() ? List.of(written.get()) : lookUp(name, type);
            if (!addresses.isEmpty()) {
                return addresses;
            }
        }
        throw new FaultFound(Fault.of(NAME_NOT_FOUND, "%s has no address".formatted(name.toString(true))));
    }

    /// The parser finds nothing at times while it reads a file anew for somebody else.
    private Optional<InetAddress> inHostsFile(Name name, int type) throws IOException {
        synchronized (hosts) {
            return hosts.getAddressForHost(name.isAbsolute() ? name : Name.concatenate(name, Name.root), type);
        }
    }

    /// Empty when the name is there but has no record of the type.
    private List<InetAddress> lookUp(Name name, int type) throws IOException, InterruptedException {
        var lookup = session().lookupAsync(name, type).toCompletableFuture();
        try {
            return lookup.get().getRecords().stream().map(Names::address).toList();
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case NoSuchRRSetException _ -> List.of();
                case NoSuchDomainException _ ->
                    throw new FaultFound(Fault.of(NAME_NOT_FOUND, "%s does not exist".formatted(name.toString(true))));
                case null, default ->
                    throw new FaultFound(
                            Fault.of(NAME_FAILURE, "%s cannot be resolved".formatted(name.toString(true))));
            };
        }
    }

    private static InetAddress address(Record record) {
        return switch (record) {
            case ARecord a -> a.getAddress();
            case AAAARecord aaaa -> aaaa.getAddress();
            default -> throw new IllegalStateException("not an address: " + Type.string(record.getType()));
        };
    }

    private static Name name(String host) throws FaultFound {
        try {
            return Name.fromString(host);
        } catch (TextParseException e) {
            throw new FaultFound(Fault.of(NAME_NOT_FOUND, "%s is not a name".formatted(host)));
        }
    }

    /// The system's settings are read again now and then: a laptop changes networks, a container's file is swapped.
    private synchronized LookupSession session() throws UnknownHostException {
        var now = System.nanoTime();
        if (session == null || now - readAt > SETTINGS_LIVE.toNanos()) {
            ResolverConfig.refresh();
            var resolver = new ExtendedResolver();
            session = LookupSession.defaultBuilder()
                    .resolver(resolver)
                    .hostsFileParser(null)
                    .clearCaches()
                    .build();
            readAt = now;
        }
        return session;
    }
}
