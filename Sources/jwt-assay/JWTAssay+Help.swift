import CommandLineKit

extension JWTAssay {
    /// What `jwt-assay --help` says before it lists the subcommands: how to begin.
    static let guide = """
        Name an implementation as 'reference' (the suite's own), 'fleet:NAME' (a library with an adapter here; see \
        `jwt-assay fleet list all`), 'gateway:FILE' (an HTTP gateway; see `jwt-assay routes --help`), or 'exec:COMMAND' \
        (your adapter).

        EXAMPLES:
          jwt-assay run reference                run all vectors, nothing to install
          jwt-assay fleet install python-pyjwt   install and build an adapter
          jwt-assay run fleet:python-pyjwt       where PyJWT deviates
          jwt-assay new-adapter --help           start an adapter for your library
          jwt-assay run 'exec:./adapter/run'     where your library deviates
          jwt-assay sign 'exec:./adapter/run'    what your library signs and refuses
          jwt-assay explain header/crit/unknown  one vector in full

        ENVIRONMENT:
          JWT_ASSAY_VECTORS       the folder of the vectors
          JWT_ASSAY_ADAPTERS      the folder of the adapters
          JWT_ASSAY_ENVIRONMENTS  the folder for what the adapters are built into
          NO_COLOR                no colour, unless --color says otherwise

        \(ExitStatus.help)
        """
}
