// Package programs holds the programs of a Kubernetes control plane in one module, so that they share what they are
// built from. k8s.io/kubernetes is not meant to be required: its go.mod points at folders that its module leaves out, hence
// the replacements in ours.
package programs

import (
	_ "go.etcd.io/etcd/server/v3/etcdmain"
	_ "k8s.io/kubernetes/cmd/kube-apiserver/app"
	_ "k8s.io/kubernetes/cmd/kube-controller-manager/app"
)
