import FoundationEssentials
import Subprocess

/// The Debian packages of this machine, as far as the fleet needs them.
package struct DebianPackages: Sendable {
    /// Where what `apt-get` says is kept.
    package let log: String

    /// Looks at this machine.
    ///
    /// - Parameter log: a file for what `apt-get` says.
    package init(log: String) {
        self.log = log
    }

    /// The versions of those that are installed, by package.
    ///
    /// - Parameter names: packages; those that aren't installed are missing from the result.
    /// - Returns: the versions; `nil` if this isn't Debian.
    package func versions(of names: [String]) async -> [String: String]? {
        if names.isEmpty { return [:] }
        // It ends with 1 if one of them isn't known, and shows the others all the same.
        let result = try? await Subprocess.run(
            .name("dpkg-query"),
            arguments: Arguments(
                ["--show", "--showformat=${binary:Package}\t${db:Status-Status}\t${Version}\n", "--"] + names
            ),
            output: .string(limit: 1 << 20),
            error: .discarded
        )
        guard let lines = result?.standardOutput.split(separator: "\n") else { return nil }
        var versions: [String: String] = [:]
        for line in lines {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == 3, fields[1] == "installed" else { continue }
            // Some packages are shown with their architecture.
            versions[String(fields[0].prefix { $0 != ":" })] = String(fields[2])
        }
        return versions
    }

    /// Those that aren't installed, in the order given, once each.
    package func missing(among names: [String]) async -> [String] {
        let installed = await versions(of: names) ?? [:]
        var seen: Set<String> = []
        return names.filter { installed[$0] == nil && seen.insert($0).inserted }
    }

    /// Updates the list of packages that can be installed.
    ///
    /// - Returns: why that failed; `nil` if it didn't.
    package func update() async -> String? {
        await aptGet(["update"])
    }

    /// Installs packages.
    ///
    /// - Returns: why that couldn't be done.
    package func install(_ names: [String]) async -> String? {
        if names.isEmpty { return nil }
        return await aptGet(["install", "--yes", "--no-install-recommends", "--"] + names)
    }

    private func aptGet(_ arguments: [String]) async -> String? {
        // Another apt-get may be at work, and is waited for.
        let command = ["apt-get", "-o", "DPkg::Lock::Timeout=600"] + arguments
        let isRoot = getuid() == 0
        let elevated = isRoot ? command : ["sudo", "--non-interactive", "DEBIAN_FRONTEND=noninteractive"] + command
        let failure = await LoggedCommand(
            command: elevated,
            environment: ["DEBIAN_FRONTEND": "noninteractive"],
            log: log
        ).run()
        guard let failure else { return nil }
        let advice = isRoot ? "" : "; as root: \(command.joined(separator: " "))"
        return "apt-get \(arguments[0]) failed: \(failure); see \(log)\(advice)"
    }
}

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif
