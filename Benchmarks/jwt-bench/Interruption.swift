import Dispatch
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Whether the user, or whoever started the run, wants it to end.
///
/// The first Ctrl-C lets the slice end and prints what there is; the second ends the process at once.
final class Interruption {
    private let flag = Flag()
    private let sources: [any DispatchSourceSignal]

    init() {
        let flag = flag
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                flag.value.store(true, ordering: .releasing)
                signal(number, SIG_DFL)
            }
            source.resume()
            return source
        }
    }

    /// Whether it's time to end.
    var hasOccurred: Bool { flag.value.load(ordering: .acquiring) }

    private final class Flag: Sendable {
        let value = Atomic(false)
    }
}
