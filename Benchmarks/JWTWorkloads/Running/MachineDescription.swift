import CryptoPrimitives
import FoundationEssentials
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The machine and the software that figures belong to.
package struct MachineDescription: Codable, Hashable, Sendable {
    /// The processor's name.
    package var processor: String
    /// Those of its features that libcrypto's speed depends on.
    package var features: [String]
    /// How many processors are online.
    package var processors: Int
    /// How the frequency is governed, where the system says.
    package var governor: String?
    /// The system's name.
    package var system: String
    /// The kernel's name and release.
    package var kernel: String
    /// libcrypto's own words on its version.
    package var openSSL: String
    /// The Swift compiler.
    package var swift: String
    /// `release` or `debug`; figures of the latter mean nothing.
    package var build: String
    /// The commit of the source folder, where there is one: the reference's version.
    package var commit: String?
    /// The load averages of one, five and fifteen minutes when the run began.
    package var load: String?
    /// What one reading of the clock costs, in nanoseconds; it's in every single latency.
    package var clockNanoseconds: Double

    /// Describes this machine.
    package static func current() -> MachineDescription {
        let processorFacts = ProcessorFacts(text("/proc/cpuinfo") ?? "")
        return MachineDescription(
            processor: processorFacts.name,
            features: processorFacts.features,
            processors: Processors.count,
            governor: text("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")?.firstLine,
            system: systemName(text("/etc/os-release") ?? ""),
            kernel: ["/proc/sys/kernel/ostype", "/proc/sys/kernel/osrelease"]
                .compactMap { text($0)?.firstLine }
                .joined(separator: " "),
            openSSL: LibraryVersion.description,
            swift: compiler,
            build: build,
            commit: SourceCommit.current(),
            load: text("/proc/loadavg").map { $0.split(separator: " ").prefix(3).joined(separator: " ") },
            clockNanoseconds: MonotonicClock.costOfReading()
        )
    }

    /// Whether figures of the other belong beside those of this one.
    package func isSame(as other: MachineDescription) -> Bool {
        processor == other.processor && processors == other.processors && kernel == other.kernel
            && openSSL == other.openSSL && swift == other.swift && build == other.build
    }

    private static func text(_ path: String) -> String? {
        (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func systemName(_ release: String) -> String {
        let name = release.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
        return name.map { String($0.dropFirst("PRETTY_NAME=".count).filter { $0 != "\"" }) } ?? ""
    }

    private static var build: String {
        #if DEBUG
        "debug"
        #else
        "release"
        #endif
    }

    /// The language knows its version at compile time alone, and only in comparisons.
    private static var compiler: String {
        #if compiler(>=6.5)
        "6.5 or later"
        #elseif compiler(>=6.4)
        "6.4"
        #elseif compiler(>=6.3.1)
        "6.3.1 or a later 6.3"
        #elseif compiler(>=6.3)
        "6.3"
        #else
        "6.2"
        #endif
    }
}

extension String {
    fileprivate var firstLine: String? {
        split(whereSeparator: \.isNewline).first.map { String($0.trimmingPrefix(while: \.isWhitespace)) }
    }
}
