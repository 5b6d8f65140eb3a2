package dev.tocsin.probe.check.network;

import static dev.tocsin.contract.health.ErrorKind.NAME_FAILURE;
import static dev.tocsin.contract.health.ErrorKind.NAME_NOT_FOUND;

import dev.tocsin.contract.catalog.HostName;
import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.Phase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/// Resolves names by the system's settings (hosts file, servers, search path), but anew for each ask.
///
/// The system's own resolver would cache, could not distinguish a name that does not exist from a server that fails,
/// and would hold a carrier thread for as long as it waits.
@Singleton
public final class NameResolver {

    /// The time that the other family's addresses get once one family is known (RFC 8305, 3).
    private static final Duration RESOLUTION_DELAY = Duration.ofMillis(50);

    private static final Duration SETTINGS_LIVE = Duration.ofSeconds(30);

    /// The time-out of each of several servers, so that a dead one does not use up a check's time.
    private static final Duration PER_SERVER = Duration.ofSeconds(2);

    private static final int DISCARD_PORT = 9;
    private static final int IP_VERSION_6 = 6;

    private final HostsFileParser hosts = new HostsFileParser();
    private final SystemResolver system;
    private @Nullable LookupSession session;
    private long readAt;

    @Inject
    public NameResolver() {
        this(NameResolver::systemResolver);
    }

    /// @param system asked for names that the hosts file does not have
    NameResolver(SystemResolver system) {
        this.system = system;
    }

    /// The addresses of a host, which may be a literal address; at least one.
    ///
    /// Both versions of IP are looked up at the same time. Version 6 comes first where the machine has a
    /// route to it, and then they take turns (RFC 8305, 4).
    ///
    /// @param ip 4 or 6 for one version only, or null
    /// @throws FaultFound when the name does not exist or cannot be resolved
    HostAddresses resolve(String host, @Nullable Integer ip, Ask ask) throws IOException, InterruptedException {
        ask.enter(Phase.RESOLVE);
        var ascii = HostName.ascii(host).orElse(host);
        if (HostName.isAddress(ascii)) {
            var literal = InetAddress.ofLiteral(ascii);
            return isWanted(literal, ip) ? HostAddresses.of(List.of(literal)) : none(host, ip);
        }
        var name = name(ascii);
        var written = new ArrayList<InetAddress>();
        for (var type : types(ip)) {
            inHostsFile(name, type).ifPresent(written::add);
        }
        return written.isEmpty() ? lookUp(name, ip) : HostAddresses.of(written);
    }

    /// All addresses that are known so far, for callers that try them themselves.
    public List<InetAddress> addresses(String host, Ask ask) throws IOException, InterruptedException {
        return resolve(host, null, ask).known();
    }

    private static boolean isWanted(InetAddress address, @Nullable Integer ip) {
        return ip == null || (ip == IP_VERSION_6) == (address instanceof Inet6Address);
    }

    private static List<Integer> types(@Nullable Integer ip) {
        if (ip == null) {
            return List.of(Type.AAAA, Type.A);
        }
        return List.of(ip == IP_VERSION_6 ? Type.AAAA : Type.A);
    }

    private static HostAddresses none(String host, @Nullable Integer ip) throws FaultFound {
        throw new FaultFound(Fault.of(
                NAME_NOT_FOUND, "%s has no address%s".formatted(host, ip == null ? "" : " of IP version " + ip)));
    }

    /// Synchronized, because the parser sometimes finds nothing while it reads the file again for another thread.
    private Optional<InetAddress> inHostsFile(Name name, int type) throws IOException {
        synchronized (hosts) {
            return hosts.getAddressForHost(name.isAbsolute() ? name : Name.concatenate(name, Name.root), type);
        }
    }

    private HostAddresses lookUp(Name name, @Nullable Integer ip) throws IOException, InterruptedException {
        var asks = session();
        var lookups = types(ip).stream().map(type -> lookUp(asks, name, type)).toList();
        var all = CompletableFuture.allOf(lookups.toArray(CompletableFuture[]::new));
        awaitFirst(lookups, all);

        var isHere = lookups.stream().collect(Collectors.partitioningBy(CompletableFuture::isDone));
        var here = isHere.getOrDefault(true, List.of());
        var late = isHere.getOrDefault(false, List.of());
        var found = here.stream().map(lookup -> lookup.join().addresses()).toList();
        if (late.isEmpty() && found.stream().allMatch(List::isEmpty)) {
            throw new FaultFound(
                    fault(name, ip, here.stream().map(CompletableFuture::join).toList()));
        }
        return new HostAddresses(
                inTurns(found),
                all.thenApply(_ -> late.stream()
                        .flatMap(lookup -> lookup.join().addresses().stream())
                        .toList()));
    }

    /// Waits until all lookups have answered, or until one has found addresses and the others have had a short time
    /// more.
    private static void awaitFirst(List<CompletableFuture<Resolution>> lookups, CompletableFuture<Void> all)
            throws InterruptedException {
        var first = new CompletableFuture<Void>();
        var _ = all.thenRun(() -> first.complete(null));
        for (var lookup : lookups) {
            var _ = lookup.thenAccept(found -> {
                if (!found.addresses().isEmpty()) {
                    first.complete(null);
                }
            });
        }
        try {
            var _ = first.get();
            var _ = all.get(RESOLUTION_DELAY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // The slower lookup's addresses come later.
        } catch (ExecutionException e) {
            throw new IllegalStateException("lookups never fail", e);
        }
    }

    private static CompletableFuture<Resolution> lookUp(LookupSession session, Name name, int type) {
        try {
            return session.lookupAsync(name, type)
                    .toCompletableFuture()
                    .handle((answer, failure) -> failure == null
                            ? new Resolution(addresses(answer.getRecords()), null)
                            : new Resolution(
                                    List.of(), failure instanceof CompletionException e ? e.getCause() : failure));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(new Resolution(List.of(), e));
        }
    }

    private static List<InetAddress> addresses(List<Record> records) {
        var addresses = new ArrayList<InetAddress>();
        for (var record : records) {
            switch (record) {
                case ARecord a -> addresses.add(a.getAddress());
                case AAAARecord aaaa -> addresses.add(aaaa.getAddress());
                default -> {
                    // Not a record of the type that was asked for.
                }
            }
        }
        return addresses;
    }

    private static Fault fault(Name name, @Nullable Integer ip, List<Resolution> found) {
        var text = name.toString(true);
        if (found.stream().anyMatch(one -> one.failure() instanceof NoSuchDomainException)) {
            return Fault.of(NAME_NOT_FOUND, "%s does not exist".formatted(text));
        }
        return found.stream().allMatch(one -> one.failure() == null || one.failure() instanceof NoSuchRRSetException)
                ? Fault.of(
                        NAME_NOT_FOUND, "%s has no address%s".formatted(text, ip == null ? "" : " of IP version " + ip))
                : Fault.of(NAME_FAILURE, "%s cannot be resolved".formatted(text));
    }

    /// The version to which the machine has no route comes last (RFC 6724, 6, rule 1).
    private static List<InetAddress> inTurns(List<List<InetAddress>> families) {
        var inOrder = families.stream().filter(family -> !family.isEmpty()).toList();
        if (inOrder.size() > 1 && !isReachable(inOrder.getFirst().getFirst())) {
            inOrder = inOrder.reversed();
        }
        var longest = inOrder.stream().mapToInt(List::size).max().orElse(0);
        var turns = new ArrayList<InetAddress>();
        for (var turn = 0; turn < longest; turn++) {
            for (var family : inOrder) {
                if (turn < family.size()) {
                    turns.add(family.get(turn));
                }
            }
        }
        return turns;
    }

    /// Whether the machine knows a route to the address; nothing is sent.
    private static boolean isReachable(InetAddress address) {
        try (var socket = new DatagramSocket()) {
            socket.connect(address, DISCARD_PORT);
            return socket.isConnected();
        } catch (IOException | RuntimeException e) {
            return false;
        }
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
            session = LookupSession.defaultBuilder()
                    .resolver(system.resolver())
                    .hostsFileParser(null)
                    .clearCaches()
                    .build();
            readAt = now;
        }
        return session;
    }

    private static Resolver systemResolver() throws UnknownHostException {
        var resolver = new ExtendedResolver();
        if (resolver.getResolvers().length > 1) {
            for (var one : resolver.getResolvers()) {
                one.setTimeout(PER_SERVER);
            }
        }
        return resolver;
    }

    interface SystemResolver {

        Resolver resolver() throws UnknownHostException;
    }

    /// @param failure the reason why there are none, or null
    private record Resolution(
            List<InetAddress> addresses, @Nullable Throwable failure) {}
}
