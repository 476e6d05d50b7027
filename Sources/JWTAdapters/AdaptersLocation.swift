import FoundationEssentials

/// Where the adapters lie, and what new ones are made of.
package enum AdaptersLocation {
    /// The folder of the adapters.
    ///
    /// Tried in order: the environment variable `JWT_ASSAY_ADAPTERS`, `../share/jwt-assay/adapters` beside the
    /// executable, and the source tree's `scripts/adapters`. A variable that's given is taken even where nothing is there,
    /// so that a mistake is reported and not papered over.
    ///
    /// - Returns: the path of a folder.
    package static func directory() -> String {
        if let path = ProcessInfo.processInfo.environment["JWT_ASSAY_ADAPTERS"], !path.isEmpty { return path }
        let installed = "\(executableDirectory)/../share/jwt-assay/adapters"
        if FileManager.default.fileExists(atPath: installed) { return installed }
        return String(#filePath.dropLast("Sources/JWTAdapters/AdaptersLocation.swift".count)) + "scripts/adapters"
    }

    private static var executableDirectory: String {
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }
}
