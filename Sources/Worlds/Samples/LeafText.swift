/// Leaf files, in the manner in which people write them.
enum LeafText {
    /// A short file with every number spelled out.
    static func plain(_ parameters: WorldParameters) -> String {
        let volumes = parameters.volumes.map {
            "  \($0):\n    Paths:\n      - Path: /data/\($0.lowercased())\n"
        }
        return """
            Ec2:
              InstanceType: \(parameters.instanceType)

            Container:
              Image: \(parameters.game.image)
              Ports:
                - \(parameters.game.port.transport): \(parameters.game.port.number)

            Volumes:
            \(volumes.joined())
            Watchdog:
              Threshold: \(parameters.settings.threshold)
              MinutesWithoutConnections: \(parameters.settings.minutesWithoutConnections)
              InstanceLeftUp:
                DurationHours: \(parameters.settings.durationHours)
                ShouldStop: \(parameters.settings.shouldStop ? "True" : "False")

            """
    }

    static func crlf(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    }

    static let minecraft = crlf(
        """

        Ec2:
          InstanceType: m5.large # 2 vCPUs, 8 GB

        Container:
          Image: itzg/minecraft-server
          Ports:
            - TCP: 25565
          Environment:
            EULA: True
            TYPE: PAPER
            ## Grows with the machine:
            MEMORY: "75%"
            MOTD: |
              §2Tuesday night§r crew
              # not a comment, and not Threshold: 9 either
            RCON_PASSWORD: !ENV ${MC_RCON_PASSWORD}

        Volumes:
          Data:
            Type: EFS
            EnableBackups: True
            Paths:
              - Path: /data
                ReadOnly: False

        ## How idle is idle:
        Watchdog:
          # Watched it for a quarter of an hour: 1050 to 1110 with nobody on.
          Threshold: 1150
          InstanceLeftUp:
            DurationHours: 10

        # AlertSubscription:
        #   Email: owner@example.com


        """)

    static let palworld = """
        # Our island
        Ec2:
          InstanceType: 'm5.xlarge'   # 16 GB is just enough

        Container:
          Image: thijsvanloef/palworld-server-docker:latest
          Ports:
            - UDP: 8211
          Environment:
            SERVER_NAME: "Isla Nublar"
            PLAYERS: 16
            SERVER_PASSWORD: !ENV ${PALWORLD_PASSWORD}
            UPDATE_ON_BOOT: True
            EXP_RATE: 1.500000

        Watchdog:
          # New world, connected: 7300
          # New world, idle:      3100 (or so we thought)
          Threshold: 4000
          InstanceLeftUp:
            DurationHours: 8
            ShouldStop: True

        Volumes:
          Palworld:
            Paths:
              - Path: /palworld

        """

    static let valheim = """
        Ec2:
          InstanceType: t3.large
        Container:
          Image: lloesche/valheim-server:latest
          Ports:
            - UDP: 2456
            - UDP: 2457
          Environment:
            SERVER_NAME: 'Hörgr'
            WORLD_NAME: Midgard
            SERVER_PASS: !ENV ${VALHEIM_PASSWORD}
            # Its cron would keep the server up:
            UPDATE_CRON: ""
        Volumes:
          Config: {Paths: [{Path: /config}]}
        Watchdog:
          Threshold: 750   # bytes per second
          MinutesWithoutConnections: 7
          InstanceLeftUp: {DurationHours: 8, ShouldStop: False}

        """

    static let factorio = """
        # Two EFS volumes
        Ec2:
            InstanceType: "c5.large"

        Container:
            Image: factoriotools/factorio:stable
            Ports:
                - UDP: 34197
            Environment:
                SAVE_NAME: 'café'
                GENERATE_NEW_SAVE: False

        Volumes:
            Saves:
                Paths:
                    - Path: /factorio/saves
            Mods:
                KeepOnDelete: False
                Paths:
                    - Path: /factorio/mods

        Watchdog:
            Threshold: 520
            MinutesWithoutConnections: 6

        Dashboard:
            IntervalMinutes: 60

        """

    static let terraria = """
        Ec2: {InstanceType: t3.small}
        Container:
          Image: "ryshe/terraria:latest"
          Ports: [{TCP: 7777}]
        Volumes:
          World: {Paths: [{Path: /root/.local/share/Terraria/Worlds}]}
        Watchdog: {Threshold: 300}
        """
}
