import FoundationEssentials

/// Where the corpus lies.
public enum CorpusLocation {
    /// The folder that holds the vectors.
    ///
    /// Tried in order: `path`, the environment variable `JWT_ASSAY_VECTORS`, `../share/jwt-assay/Vectors` beside the
    /// executable, and the folder of this source file. A path or variable that's given is taken even where nothing is
    /// there, so that a mistake is reported and not papered over.
    ///
    /// - Parameter path: what the user named, if anything.
    /// - Returns: the path of a folder.
    public static func directory(_ path: String? = nil) -> String {
        directory(path, variable: "JWT_ASSAY_VECTORS", share: "Vectors", source: sourceDirectory)
    }

    /// The corpus of the source tree that this was built from.
    public static var sourceDirectory: String {
        String(#filePath.dropLast("/CorpusLocation.swift".count))
    }

    /// A folder that the suite brings, tried in this order: what the user named, a variable, `share` of the installation,
    /// the source tree.
    package static func directory(_ path: String?, variable: String, share: String, source: String) -> String {
        if let path { return path }
        if let path = ProcessInfo.processInfo.environment[variable], !path.isEmpty { return path }
        let installed = "\(executableDirectory)/../share/jwt-assay/\(share)"
        return FileManager.default.fileExists(atPath: installed) ? installed : source
    }

    private static var executableDirectory: String {
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }
}
