import CryptoPrimitives
import FoundationEssentials
import JWTConformance
import Statistics

/// The machine and the software that figures belong to.
package struct MachineDescription: Codable, Hashable, Sendable {
    /// The processor's name.
    package var processor: String
    /// Those of its features that libcrypto's speed depends on.
    package var features: [String]
    /// How many processors are online.
    package var processors: Int
    /// How the frequency is governed, if the system says.
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
    /// The commit of the source folder, if there is one: the reference's version.
    package var commit: String?
    /// The load averages of one, five and fifteen minutes when the run began.
    package var load: String?
    /// What one reading of the clock costs, in nanoseconds; it's in every single latency.
    package var clockNanoseconds: Double

    /// Describes this machine.
    package static func current() -> MachineDescription {
        let machine = RunMachine.current()
        return MachineDescription(
            processor: machine.processor,
            features: cryptographicFeatures(text("/proc/cpuinfo") ?? ""),
            processors: Processors.count,
            governor: text("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor").map { $0.filter { !$0.isNewline } },
            system: machine.system,
            kernel: machine.kernel,
            openSSL: LibraryVersion.description,
            swift: compiler,
            build: build,
            commit: SourceCommit.current(),
            load: text("/proc/loadavg").map { $0.split(separator: " ").prefix(3).joined(separator: " ") },
            clockNanoseconds: MonotonicClock.costOfReading()
        )
    }

    /// The machine as shown in every report for people.
    var lines: [String] {
        let commit = commit.map { ", commit \($0)" } ?? ""
        return [
            "\(processor), \(processors) processors, \(system), \(kernel)",
            "\(openSSL); Swift \(swift), \(build) build\(commit)",
        ]
    }

    /// Whether figures of the other machine can be compared with those of this one.
    package func isSame(as other: MachineDescription) -> Bool {
        processor == other.processor && processors == other.processors && kernel == other.kernel
            && openSSL == other.openSSL && swift == other.swift && build == other.build
    }

    private static func text(_ path: String) -> String? {
        (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The features that libcrypto has code for, on x86-64 and on AArch64.
    private static let interesting: Set<String> = [
        "ssse3", "aes", "pclmulqdq", "avx", "avx2", "bmi2", "adx", "sha_ni", "avx512f", "avx512ifma", "vaes",
        "vpclmulqdq", "asimd", "pmull", "sha1", "sha2", "sha3", "sha512", "sve",
    ]

    /// What `/proc/cpuinfo` says of the first processor's features, so far as they matter to libcrypto.
    static func cryptographicFeatures(_ text: String) -> [String] {
        let line = text.split(separator: "\n").first { $0.hasPrefix("flags") || $0.hasPrefix("Features") }
        let names = line?.split(separator: ":").last?.split(separator: " ") ?? []
        return names.map(String.init).filter(interesting.contains).sorted()
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
