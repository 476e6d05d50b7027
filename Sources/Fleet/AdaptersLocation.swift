import JWTConformance

/// Where the fleet's adapters lie.
package enum AdaptersLocation {
    /// The folder that holds a folder for each adapter.
    ///
    /// Tried in order: `path`, the environment variable `JWT_ASSAY_ADAPTERS`, `../share/jwt-assay/adapters` next to the
    /// executable, and `scripts/adapters` of the source tree. A given path or variable is used even if
    /// nothing is there, so that a mistake is reported.
    ///
    /// - Parameter path: the path that the user gave, if any.
    /// - Returns: the path of a folder.
    package static func directory(_ path: String? = nil) -> String {
        CorpusLocation.directory(path, variable: "JWT_ASSAY_ADAPTERS", share: "adapters", source: sourceDirectory)
    }

    /// The adapters of the source tree that this was built from.
    package static var sourceDirectory: String {
        String(#filePath.dropLast("/Sources/Fleet/AdaptersLocation.swift".count)) + "/scripts/adapters"
    }
}
