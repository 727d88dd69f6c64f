public import LeafStack

/// A CloudFormation template of the watchdog alone, with the settings as parameters, for people without CDK.
public enum StandaloneTemplate {
    /// Name of the parameter that takes a volume's file system id; parameter names are letters and digits.
    static func parameter(ofVolume volume: String) -> String {
        "FileSystem"
            + volume.unicodeScalars.filter {
                $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0)
            }
            .map { String($0) }.joined()
    }

    /// The template, in YAML.
    ///
    /// It holds the scaling policy, the three alarms, and what stops a crash loop if a cluster is named. `Threshold` has an
    /// output of its own, since the function that publishes DNS queries must push that number plus one.
    public static func yaml(_ deployment: LeafDeployment, _ settings: WatchdogSettings) -> String {
        let hours = (1...24).map { "    '\($0)':\n      Periods: \($0 * 60)\n" }.joined()
        let volumes = deployment.volumes.map { volume in
            """
              \(parameter(ofVolume: volume)):
                Type: String
                Description: \(JSONValue.quoted("File system of the volume \(volume)"))
                AllowedPattern: fs-[0-9a-f]+

            """
        }.joined()
        let reads = deployment.volumes.map { volume in
            """
                    - Id: \(JSONValue.quoted(WatchdogAlarms.readsID(volume: volume)))
                      Label: EFS Traffic Out
                      MetricStat:
                        Metric:
                          Namespace: AWS/EFS
                          MetricName: DataReadIOBytes
                          Dimensions:
                            - Name: FileSystemId
                              Value: !Ref \(parameter(ofVolume: volume))
                        Period: 60
                        Stat: Sum
                      ReturnData: false

            """
        }.joined()
        let sum =
            deployment.volumes.isEmpty
            ? "0" : deployment.volumes.map(WatchdogAlarms.readsID).joined(separator: "+")
        return head(deployment, settings, volumes: volumes, hours: hours)
            + activity(deployment, sum: sum, reads: reads) + leftUp(deployment) + crashLoop(deployment)
            + outputs
    }

    private static func head(
        _ deployment: LeafDeployment, _ settings: WatchdogSettings, volumes: String, hours: String
    ) -> String {
        """
        AWSTemplateFormatVersion: '2010-09-09'
        Description: \(JSONValue.quoted("Watchdog of \(deployment.names.stack) without CDK"))
        Parameters:
          Threshold:
            Type: Number
            Default: \(settings.threshold)
            MinValue: 0
            Description: Bytes per second at or below which a minute counts as idle.
          MinutesWithoutConnections:
            Type: Number
            Default: \(settings.minutesWithoutConnections)
            MinValue: 1
            MaxValue: 1440
            Description: Consecutive idle minutes before the stop.
          DurationHours:
            Type: Number
            Default: \(settings.durationHours)
            MinValue: 1
            MaxValue: 24
            Description: Hours up before the warning.
          ShouldStop:
            Type: String
            Default: '\(settings.shouldStop)'
            AllowedValues:
              - 'true'
              - 'false'
            Description: Whether that warning also stops the instance.
          AutoScalingGroupName:
            Type: String
            MinLength: 1
            Description: The group of the one instance.
        \(volumes)  NotifyTopicArn:
            Type: String
            AllowedPattern: arn:.+
            Description: The topic that gets the mails.
          ClusterArn:
            Type: String
            Default: ''
            Description: The ECS cluster whose crash loops stop the instance; empty for none.
        Mappings:
          LeftUp:
        \(hours)Conditions:
          StopsWhenLeftUp: !Equals
            - !Ref ShouldStop
            - 'true'
          HasCluster: !Not
            - !Equals
              - !Ref ClusterArn
              - ''
        Resources:
          ScaleDown:
            Type: AWS::AutoScaling::ScalingPolicy
            Properties:
              AdjustmentType: ExactCapacity
              AutoScalingGroupName: !Ref AutoScalingGroupName
              PolicyType: StepScaling
              StepAdjustments:
                - MetricIntervalUpperBound: 0
                  ScalingAdjustment: 0
                - MetricIntervalLowerBound: 0
                  ScalingAdjustment: 0

        """
    }

    private static func networkIn(id: String) -> String {
        """
                - Id: \(id)
                  Label: Network In
                  MetricStat:
                    Metric:
                      Namespace: AWS/EC2
                      MetricName: NetworkIn
                      Dimensions:
                        - Name: AutoScalingGroupName
                          Value: !Ref AutoScalingGroupName
                    Period: 60
                    Stat: Sum
                  ReturnData: false

        """
    }

    private static func activity(_ deployment: LeafDeployment, sum: String, reads: String) -> String {
        """
          AlarmContainerActivity:
            Type: AWS::CloudWatch::Alarm
            Properties:
              AlarmName: \(JSONValue.quoted(deployment.names.alarm(of: .containerActivity)))
              AlarmDescription: Trigger if 0 people are connected for too long
              AlarmActions:
                - !Ref ScaleDown
              ComparisonOperator: LessThanOrEqualToThreshold
              Threshold: !Ref Threshold
              EvaluationPeriods: !Ref MinutesWithoutConnections
              TreatMissingData: missing
              Metrics:
                - Id: expr_1
                  Expression: IF(traffic_in - volumes_out > 0, traffic_in - volumes_out) + dns_hit
                  Label: Watchdog Container Traffic
                  ReturnData: true
                - Id: traffic_in
                  Expression: b_in/PERIOD(b_in)
                  Label: (Container) Bytes IN per Second
                  ReturnData: false
        \(networkIn(id: "b_in"))        - Id: volumes_out
                  Expression: \(JSONValue.quoted("(\(sum))/60"))
                  Label: (EFS) Bytes OUT per Second
                  ReturnData: false
        \(reads)        - Id: dns_hit
                  Label: DNS Traffic
                  MetricStat:
                    Metric:
                      Namespace: \(JSONValue.quoted(deployment.names.metricNamespace))
                      MetricName: DNSTraffic
                      Dimensions:
                        - Name: ContainerNameID
                          Value: \(JSONValue.quoted(deployment.names.containerID))
                    Period: 60
                    Stat: Maximum
                    Unit: Count
                  ReturnData: false

        """
    }

    private static func leftUp(_ deployment: LeafDeployment) -> String {
        """
          AlarmInstanceLeftUp:
            Type: AWS::CloudWatch::Alarm
            Properties:
              AlarmName: \(JSONValue.quoted(deployment.names.alarm(of: .instanceLeftUp)))
              AlarmDescription: To warn if the instance is up too long
              AlarmActions:
                - !Ref NotifyTopicArn
                - !If
                  - StopsWhenLeftUp
                  - !Ref ScaleDown
                  - !Ref AWS::NoValue
              ComparisonOperator: GreaterThanOrEqualToThreshold
              Threshold: 0
              EvaluationPeriods: !FindInMap
                - LeftUp
                - !Ref DurationHours
                - Periods
              TreatMissingData: notBreaching
              Metrics:
                - Id: expr_1
                  Expression: network_in >= 0
                  Label: Instance is Up (Bool)
                  ReturnData: true
        \(networkIn(id: "network_in"))
        """
    }

    private static func crashLoop(_ deployment: LeafDeployment) -> String {
        """
          CrashLoopRole:
            Type: AWS::IAM::Role
            Condition: HasCluster
            Properties:
              AssumeRolePolicyDocument:
                Version: '2012-10-17'
                Statement:
                  - Effect: Allow
                    Principal:
                      Service: lambda.amazonaws.com
                    Action: sts:AssumeRole
              ManagedPolicyArns:
                - !Sub arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
              Policies:
                - PolicyName: StopTheInstance
                  PolicyDocument:
                    Version: '2012-10-17'
                    Statement:
                      - Effect: Allow
                        Action: autoscaling:UpdateAutoScalingGroup
                        Resource: !Sub arn:${AWS::Partition}:autoscaling:${AWS::Region}:${AWS::AccountId}:autoScalingGroup:*:autoScalingGroupName/${AutoScalingGroupName}
          CrashLoopFunction:
            Type: AWS::Lambda::Function
            Condition: HasCluster
            Properties:
              Description: Stops the instance when its container crashes or cannot start.
              Runtime: python3.12
              Handler: index.lambda_handler
              Role: !GetAtt CrashLoopRole.Arn
              Environment:
                Variables:
                  ASG_NAME: !Ref AutoScalingGroupName
              Code:
                ZipFile: |
                  import os

                  import boto3


                  def lambda_handler(event, context):
                      boto3.client("autoscaling").update_auto_scaling_group(
                          AutoScalingGroupName=os.environ["ASG_NAME"], DesiredCapacity=0)
          CrashLoopRule:
            Type: AWS::Events::Rule
            Condition: HasCluster
            Properties:
              Description: Stop the instance if the container crashes or can't start
              EventPattern:
                source:
                  - aws.ecs
                detail-type:
                  - ECS Task State Change
                detail:
                  clusterArn:
                    - !Ref ClusterArn
                  desiredStatus:
                    - STOPPED
                  $or:
                    - stopCode:
                        - TaskFailedToStart
                    - stopCode:
                        - EssentialContainerExited
                      containers:
                        exitCode:
                          - anything-but: 0
              Targets:
                - Arn: !GetAtt CrashLoopFunction.Arn
                  Id: Target0
          CrashLoopPermission:
            Type: AWS::Lambda::Permission
            Condition: HasCluster
            Properties:
              Action: lambda:InvokeFunction
              FunctionName: !Ref CrashLoopFunction
              Principal: events.amazonaws.com
              SourceArn: !GetAtt CrashLoopRule.Arn
          AlarmBreakCrashLoop:
            Type: AWS::CloudWatch::Alarm
            Condition: HasCluster
            Properties:
              AlarmName: \(JSONValue.quoted(deployment.names.alarm(of: .breakCrashLoop)))
              AlarmDescription: The container crashed or could not start
              AlarmActions:
                - !Ref NotifyTopicArn
              ComparisonOperator: GreaterThanThreshold
              Threshold: 0
              EvaluationPeriods: 1
              TreatMissingData: notBreaching
              Namespace: AWS/Lambda
              MetricName: Invocations
              Dimensions:
                - Name: FunctionName
                  Value: !Ref CrashLoopFunction
              Period: 60
              Statistic: Maximum
              Unit: Count

        """
    }

    private static let outputs = """
        Outputs:
          MetricThreshold:
            Description: METRIC_THRESHOLD of the function that publishes DNS queries; it pushes this number plus one.
            Value: !Ref Threshold

        """
}
